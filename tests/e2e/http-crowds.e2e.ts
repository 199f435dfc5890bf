/** The short forms of tests/long/crowds.test.ts and tests/long/disk-full.test.ts: what happens, not how fast. */
import { expect, test } from '@playwright/test';
import { diskFull, mountMisses } from '../fixtures/disk-full.ts';
import { httpCentre } from '../fixtures/http-centre.ts';
import { manyListeners } from '../fixtures/listeners.ts';
import { loginStorm } from '../fixtures/login-storm.ts';
import { slowSockets } from '../fixtures/slow-sockets.ts';
import { openFiles } from '../support/page-probe.ts';

test('crowds of listeners, of slow sockets and of wrong passwords keep nobody out', async () => {
	test.setTimeout(180_000);
	const centre = await httpCentre();
	try {
		const before = openFiles(centre.app.pid());
		const [heard, slow, storm] = await Promise.all([
			manyListeners(centre, { listeners: 12, seconds: 4 }),
			slowSockets(centre, 'head', { sockets: 30, patienceMs: 60_000 }),
			loginStorm(centre, { perSecond: 40, seconds: 4, listeners: 4 })
		]);
		expect([...heard.faults, ...slow.wrong, ...storm.wrong, ...storm.faults]).toEqual([]);
		expect(heard.plays).toBeGreaterThanOrEqual(3);
		// Each was sent away by the server.
		expect(slow.left).toBe(0);
		expect(storm.right).toBe(303);
		expect(storm.byStatus['429']).toBeGreaterThan(0);
		await expect.poll(() => openFiles(centre.app.pid())).toBeLessThanOrEqual(before + 5);
	} finally {
		await centre.app.remove();
	}
});

test('a full disk refuses what is to be kept, and goes on with room', async () => {
	test.setTimeout(240_000);
	const misses = mountMisses();
	// The small disk is a tmpfs, which only root may mount, and not on every machine; what failed is told with the skip.
	test.skip(misses !== undefined, `no small disk can be mounted here: ${misses}`);
	expect((await diskFull({ refusals: 1 })).faults).toEqual([]);
});
