/** How a page answers while something else goes on, and what the server's process has open. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './plain-http.ts';

/** Milliseconds. */
export interface Pace {
	count: number;
	p50: number;
	p95: number;
	max: number;
}

export const paceOf = (ms: readonly number[]): Pace => {
	const sorted = ms.toSorted((a, b) => a - b).map(Math.round);
	const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
	return { count: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) };
};

export interface Probed {
	/** Of answers that were asked for later than the burst at the beginning. */
	pages: Pace;
	/** Statuses that were not 200, and what went wrong on the way. */
	wrong: string[];
}

const BURST_MS = 3000;

/** Asks for the list of recordings again and again until the returned function is called. */
export function probing(url: string, cookie: string): () => Promise<Probed> {
	const took: number[] = [];
	const wrong: string[] = [];
	const began = performance.now();
	let on = true;
	const loop = (async () => {
		while (on) {
			const asked = performance.now();
			// Each on a connection of its own: one that is kept may be closed while it is taken up.
			const headers = { cookie, connection: 'close' };
			const seen = await ask(url, '/recordings', { headers }).then(
				({ status }) => String(status),
				(error: unknown) => String(error)
			);
			if (asked - began > BURST_MS) took.push(performance.now() - asked);
			if (seen !== '200') wrong.push(seen);
			await sleep(50);
		}
	})();
	return async () => {
		on = false;
		await loop;
		return { pages: paceOf(took), wrong };
	};
}

/** Files and sockets that a process has open. */
export const openFiles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

/** Of a processor, since the process began; told in steps of 10 ms. */
export function processorMs(pid: number): number {
	const [, figures = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
	const [user, system] = figures.split(' ').slice(11, 13).map(Number);
	return (user! + system!) * 10;
}

/** Memory that a process holds, MB. */
export const residentMb = (pid: number): number =>
	Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
