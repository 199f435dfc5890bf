/** Crowds against the built server: how long pages and sound take meanwhile, as shares of the limits in docs/reliability.md. */
import { httpCentre } from '../fixtures/http-centre.ts';
import { manyListeners } from '../fixtures/listeners.ts';
import { loginStorm } from '../fixtures/login-storm.ts';
import { requestCosts } from '../fixtures/request-costs.ts';
import { slownesses, slowSockets } from '../fixtures/slow-sockets.ts';

export async function run(print: (line: string) => void): Promise<void> {
	const centre = await httpCentre();
	const row = (what: string, value: number, limit: number, unit = 'ms') =>
		print(
			`${what.padEnd(52)} ${String(value).padStart(7)} ${unit}  limit ${String(limit).padStart(6)}  ratio ${(value / limit).toFixed(2)}`
		);
	try {
		const heard = await manyListeners(centre, { listeners: 100, seconds: 30 });
		row('100 listeners, first byte p95, first 3 s', heard.burst.p95, 1500);
		row('100 listeners, first byte p95, after', heard.steady.p95, 200);
		row('100 listeners, a page p95', heard.pages.p95, 250);
		row('100 listeners, memory grown', heard.grownMb, 200, 'MB');
		print(`100 listeners: ${heard.stalls} stalls over 1 s, ${heard.faults.length} faults`);
		for (const kind of slownesses) {
			const patienceMs = kind === 'read' ? 30_000 : 120_000;
			const seen = await slowSockets(centre, kind, { sockets: 500, patienceMs });
			row(`500 sockets slow in the ${kind}, a page p95`, seen.pages.p95, 100);
			row(`500 sockets slow in the ${kind}, memory grown`, seen.grownMb, 200, 'MB');
			if (kind !== 'read')
				row(`500 sockets slow in the ${kind}, all closed after`, seen.lastClosedMs, closed[kind]);
		}
		const storm = await loginStorm(centre, { perSecond: 200, seconds: 60, listeners: 50 });
		row('200 wrong passwords a second, a page p95', storm.pages.p95, 300);
		row('200 wrong passwords a second, the right one is in', storm.rightMs, 5000);
		print(`200 wrong passwords a second: ${JSON.stringify(storm.byStatus)}`);
		for (const [what, ms] of Object.entries(await requestCosts(centre)))
			print(`of a processor, ${what}: ${ms.toFixed(1)} ms`);
	} finally {
		await centre.app.remove();
	}
}

/** `headersTimeout` and `requestTimeout` with one round of looking (src/server.ts). */
const closed = { head: 20_000, body: 65_000 } as const;
