/** The table of rights with each cell changed in turn: the checks of every cell must notice. */
import { expect, it } from 'vitest';
import { flips, noticed, wrongCells } from '../support/permission-checks.ts';

it('a change of any one cell of the table of rights is noticed', { timeout: 300_000 }, () => {
	const all = flips();
	const { noticed: found, missed } = noticed(all);
	const share = found / all.length;
	process.stdout.write(
		`permission flips: all ${all.length}, no seed; noticed ${found} (${(100 * share).toFixed(2)} %)${missed.map((name) => `\n  not: ${name}`).join('')}\n`
	);
	expect(share).toBeGreaterThanOrEqual(0.99);
	expect(wrongCells()).toEqual([]);
});
