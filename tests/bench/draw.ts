/**
 * Draws of 500 agents, 30,000 calls in the day and 210,000 in the week among a million, on both engines:
 * the whole command, committed, written and chained, in a thread of its own, beside reading the candidate
 * rows alone, all their facts, through the data layer in the same run, each beside a server at work. Goals: at most twice, and the
 * serving thread's event loop never held over 50 ms (p99). The bare driver stands beside both, as the
 * floor. LISTENBACK_BENCH_ROWS takes another number of rows.
 */
import type { DrawTimes } from './draw-engine.ts';
import { onBothEngines } from './both-engines.ts';

export const run = (print: (line: string) => void): Promise<void> =>
	onBothEngines<DrawTimes[]>('draw-engine.ts', (engine, answer) => show(engine, answer, print));

function show(title: string, times: DrawTimes[], print: (line: string) => void) {
	for (const one of times) {
		const ms = (value: number) => `${value.toFixed(0)} ms`.padStart(8);
		const ratio = (value: number) => (value / one.readMs).toFixed(2);
		const calls = one.calls.toLocaleString('en-US');
		print(`${title}, ${one.plan}: ${calls} calls, ${one.chosen} drawn; medians of 7`);
		print(`  rows alone         ${ms(one.readMs)}   (by the bare driver ${ms(one.bareMs).trim()})`);
		print(`  worked out         ${ms(one.workedOutMs)}   ratio ${ratio(one.workedOutMs)}`);
		print(`  drawn, written     ${ms(one.drawnMs)}   ratio ${ratio(one.drawnMs)}`);
		print(
			`  event loop meanwhile: p99 ${ms(one.delayP99Ms).trim()}, in the worst round ${ms(one.delayWorstP99Ms).trim()}, longest ${ms(one.delayMaxMs).trim()}\n`
		);
	}
}
