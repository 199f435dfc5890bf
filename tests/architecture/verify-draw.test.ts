/** The program of docs/sampling.md, in another language, agrees with the replay. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exportDraw } from '#lib/sampling/export.ts';
import type { StoredDraw } from '#lib/sampling/stored-draw.ts';
import { mutations } from '../fixtures/draw-mutations.ts';
import { firstEditionDraw, storedDraws } from '../fixtures/stored-draws.ts';

const program = 'docs/verify_draw.py';
const hasPython = spawnSync('python3', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'verify-draw-'));
afterAll(() => rmSync(folder, { recursive: true }));

function check(stored: StoredDraw): string {
	const file = join(folder, 'draw.json');
	writeFileSync(file, JSON.stringify(exportDraw(stored), null, '\t'));
	return spawnSync('python3', [program, file], { encoding: 'utf8' }).stdout.trim();
}

it('the program is short', () => {
	expect(readFileSync(program, 'utf8').trim().split('\n').length).toBeLessThanOrEqual(60);
});

describe.skipIf(!hasPython)('the program', () => {
	it('knows the method of the first edition', () => {
		expect(check(firstEditionDraw)).toBe('match');
		const picks = firstEditionDraw.picks.with(0, {
			...firstEditionDraw.picks[0]!,
			recordingId: 'x'
		});
		expect(check({ ...firstEditionDraw, picks })).toMatch(/^differs: picks of round 0, unit lin/);
	});

	it.each(storedDraws)('says match of %s', (_, stored) => {
		expect(check(stored)).toBe('match');
	});

	it('names a change of every kind', { timeout: 120_000 }, () => {
		const [, stored] = storedDraws[1]!;
		const kinds = Map.groupBy(mutations(stored), ({ what }) =>
			what.replace(/(candidate|task of|share|stratum|round|at) \S+( [AB]+)?/g, '$1')
		);
		expect(kinds.size).toBeGreaterThan(30);
		const unnamed = [...kinds]
			.filter(([, [one]]) => !check(one!.changed).startsWith('differs: '))
			.map(([kind]) => kind);
		expect(unnamed).toEqual([]);
	});
});
