/** A hundred listeners, hundreds of slow sockets, and a storm of wrong passwords against the built server. How fast: `npm run bench -- crowds`. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { httpCentre, type HttpCentre } from '../fixtures/http-centre.ts';
import { manyListeners } from '../fixtures/listeners.ts';
import { loginStorm } from '../fixtures/login-storm.ts';
import { slownesses, slowSockets } from '../fixtures/slow-sockets.ts';
import { openFiles } from '../support/page-probe.ts';

const LISTENERS = 100;
const SOCKETS = 500;

let centre: HttpCentre;
beforeAll(async () => {
	centre = await httpCentre();
}, 300_000);
afterAll(async () => centre.app.remove());

/** What was opened for a crowd is given back when it has gone. */
const givenBack = (before: number) =>
	expect
		.poll(() => openFiles(centre.app.pid()), { timeout: 60_000, interval: 500 })
		.toBeLessThanOrEqual(before + 5);

it(
	`${LISTENERS} listeners hear all of it, and it is in the log`,
	{ timeout: 600_000 },
	async () => {
		const before = openFiles(centre.app.pid());
		const seen = await manyListeners(centre, { listeners: LISTENERS, seconds: 15 });
		console.log('listeners', JSON.stringify(seen));
		expect(seen.faults).toEqual([]);
		expect(seen.plays).toBeGreaterThanOrEqual(3);
		await givenBack(before);
	}
);

it.each(slownesses)(
	`${SOCKETS} sockets slow in the %s hold nobody else up for ever`,
	{ timeout: 600_000 },
	async (kind) => {
		const before = openFiles(centre.app.pid());
		const patienceMs = kind === 'read' ? 30_000 : 120_000;
		const seen = await slowSockets(centre, kind, { sockets: SOCKETS, patienceMs });
		console.log('slow sockets', JSON.stringify(seen));
		expect(seen.wrong).toEqual([]);
		expect(seen.pages.count).toBeGreaterThan(0);
		// Whoever reads slowly is signed in: their right is looked at again and again.
		if (kind !== 'read') expect(seen.left).toBe(0);
		await givenBack(before);
	}
);

it(
	'whoever knows their password gets in through a storm of wrong ones',
	{ timeout: 900_000 },
	async () => {
		const seen = await loginStorm(centre, { perSecond: 200, seconds: 60, listeners: 50 });
		console.log('login storm', JSON.stringify(seen));
		expect(seen.right).toBe(303);
		expect([...seen.wrong, ...seen.faults]).toEqual([]);
		// Too late (408) and unanswered where the machine has no time left for its own client.
		const answers = ['401', '408', '429', 'unanswered'];
		expect(Object.keys(seen.byStatus).filter((status) => !answers.includes(status))).toEqual([]);
	}
);
