/**
 * A backup of a centre with 100,000 recordings, and the drill: restored, every file hashed, compared, one
 * recording read. Goal: restored in at most ten minutes; the files are small, so that it is the many
 * rows and files that take the time, not the disk. LISTENBACK_BENCH_ROWS takes another number.
 */
import { onBothEngines } from './both-engines.ts';
import type { DrillTimes, NotRun } from './drill-engine.ts';

const GOAL_MS = 600_000;

export const run = (print: (line: string) => void): Promise<void> =>
	onBothEngines<DrillTimes | NotRun>('drill-engine.ts', (engine, times) =>
		show(engine, times, print)
	);

function show(title: string, times: DrillTimes | NotRun, print: (line: string) => void) {
	if ('notRun' in times) return print(`${title}: not run: ${times.notRun}`);
	const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
	print(`${title}: ${times.files.toLocaleString('en-US')} recordings`);
	print(`  backed up      ${seconds(times.firstMs)}`);
	print(`  once more      ${seconds(times.secondMs)}   (nothing new)`);
	print(
		`  restored       ${seconds(times.drillMs)}   ratio to ${seconds(GOAL_MS)}: ${(times.drillMs / GOAL_MS).toFixed(2)}\n`
	);
}
