/** The short forms of tests/long/crowds.test.ts and tests/long/disk-full.test.ts: what happens, not how fast. */
import { expect, test } from '@playwright/test';
import { diskFull, mountMisses } from '../fixtures/disk-full.ts';
import { httpCentre, type HttpCentre } from '../fixtures/http-centre.ts';
import { manyListeners } from '../fixtures/listeners.ts';
import { loginStorm } from '../fixtures/login-storm.ts';
import { slowSockets } from '../fixtures/slow-sockets.ts';
import { openFiles } from '../support/page-probe.ts';

test.describe('a crowd', () => {
	let centre: HttpCentre;
	test.beforeAll(async () => {
		test.setTimeout(120_000);
		centre = await httpCentre();
	});
	test.afterAll(async () => centre.app.remove());

	test('of listeners hears all of it, and it is in the log', async () => {
		const before = openFiles(centre.app.pid());
		const seen = await manyListeners(centre, { listeners: 12, seconds: 4 });
		expect(seen.faults).toEqual([]);
		expect(seen.plays).toBeGreaterThanOrEqual(3);
		await expect.poll(() => openFiles(centre.app.pid())).toBeLessThanOrEqual(before + 5);
	});

	test('of sockets that are slow in the head of a request is sent away', async () => {
		const seen = await slowSockets(centre, 'head', { sockets: 30, patienceMs: 60_000 });
		expect(seen.wrong).toEqual([]);
		expect(seen.left).toBe(0);
	});

	test('of wrong passwords does not keep out who knows theirs', async () => {
		const seen = await loginStorm(centre, { perSecond: 40, seconds: 4, listeners: 4 });
		expect(seen.right).toBe(303);
		expect([...seen.wrong, ...seen.faults]).toEqual([]);
		expect(seen.byStatus['429']).toBeGreaterThan(0);
	});
});

test('a full disk refuses what is to be kept, and goes on with room', async () => {
	test.setTimeout(240_000);
	const misses = mountMisses();
	test.skip(misses !== undefined, misses);
	expect((await diskFull({ refusals: 1 })).faults).toEqual([]);
});
