/**
 * The audit chain of a million entries, on both engines: appended, and verified from its beginning.
 * Goal: verified in at most 15 s; the ratio to it is printed. LISTENBACK_BENCH_ROWS takes another number.
 */
import type { AuditTimes } from './audit-engine.ts';
import { onBothEngines } from './both-engines.ts';

const GOAL_MS_PER_MILLION = 15_000;

export const run = (print: (line: string) => void): Promise<void> =>
	onBothEngines<AuditTimes>('audit-engine.ts', (engine, answer) => show(engine, answer, print));

function show(title: string, times: AuditTimes, print: (line: string) => void) {
	const { entries, appendMs, verifyMs, verifyCpuMs, heldMs } = times;
	const goal = (GOAL_MS_PER_MILLION * entries) / 1_000_000;
	const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
	print(`${title}: ${entries.toLocaleString('en-US')} entries`);
	print(`  appended   ${seconds(appendMs)}`);
	print(
		`  verified   ${seconds(verifyMs)}   ratio to ${seconds(goal)}: ${(verifyMs / goal).toFixed(2)}`
	);
	print(`  processor  ${seconds(verifyCpuMs)}   ratio ${(verifyCpuMs / goal).toFixed(2)}`);
	print(`  event loop held at most ${heldMs.toFixed(0)} ms meanwhile\n`);
}
