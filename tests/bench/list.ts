/**
 * Pages of the library over a million recordings, on both engines, each beside the bare statement
 * of the same page in the same run: rows read and written as JSON. Goal: at most three times.
 */
import { onBothEngines } from './both-engines.ts';

interface Times {
	p50: number;
	p99: number;
}
interface Outcome {
	rows: number;
	generationMs: number;
	results: { title: string; ours: Times; plain: Times }[];
}

export const run = (print: (line: string) => void): Promise<void> =>
	onBothEngines<Outcome>('list-engine.ts', (engine, answer) => table(engine, answer, print));

function table(
	title: string,
	{ rows, generationMs, results }: Outcome,
	print: (line: string) => void
) {
	const seconds = (generationMs / 1000).toFixed(0);
	print(`${title}: ${rows.toLocaleString('en-US')} recordings, made in ${seconds} s; times in ms`);
	print(
		`${'page'.padEnd(30)}${'p50'.padStart(9)}${'bare'.padStart(9)}${'ratio'.padStart(8)}${'p99'.padStart(10)}${'bare'.padStart(9)}${'ratio'.padStart(8)}`
	);
	for (const { title: page, ours, plain } of results) {
		const pair = (at: 'p50' | 'p99', width: number) =>
			ours[at].toFixed(2).padStart(width) +
			plain[at].toFixed(2).padStart(9) +
			(ours[at] / plain[at]).toFixed(2).padStart(8);
		print(page.padEnd(30) + pair('p50', 9) + pair('p99', 10));
	}
	print('');
}
