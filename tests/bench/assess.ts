/**
 * A month of 500 agents counted from the raw rows, a million reviews in all, on both engines: in a
 * thread, beside the bare statements of the same figures in the same run. Goals: at most twice as long,
 * and an agent's page in at most 50 ms at the 95th percentile. LISTENBACK_BENCH_ROWS takes another number.
 */
import type { AssessTimes } from './assess-engine.ts';
import { onBothEngines } from './both-engines.ts';

/** Limit of an agent's page at the 95th percentile. */
const PAGE_MS = 50;

export const run = (print: (line: string) => void): Promise<void> =>
	onBothEngines<AssessTimes>('assess-engine.ts', (engine, answer) => show(engine, answer, print));

function show(title: string, times: AssessTimes, print: (line: string) => void) {
	const whole = (n: number) => n.toLocaleString('en-US');
	const { reviews, inMonth, generationMs, assessMs, bareMs, agents, heldMs, page } = times;
	const made = (generationMs / 1000).toFixed(0);
	print(`${title}: ${whole(reviews)} reviews, ${whole(inMonth)} of the month, made in ${made} s`);
	print(
		`  counted ${agents} agents in ${assessMs.toFixed(0)} ms   bare ${bareMs.toFixed(0)} ms   ratio ${(assessMs / bareMs).toFixed(2)}`
	);
	print(`  event loop held at most ${heldMs.toFixed(0)} ms meanwhile`);
	print(
		`  an agent's page: median ${page.p50.toFixed(1)} ms, p95 ${page.p95.toFixed(1)} ms of ${PAGE_MS}   ratio ${(page.p95 / PAGE_MS).toFixed(2)}   processor ${page.cpuMs.toFixed(1)} ms\n`
	);
}
