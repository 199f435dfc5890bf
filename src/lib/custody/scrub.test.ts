import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { foldersAfter, isDrawn, isDueTonight, isToGoOn, shareIn, speedOf } from './scrub.ts';

it.each([
	['1', 1000],
	['0.25', 250],
	['25%', 250],
	['.5', 500],
	['0.0001', 1],
	['100%', 1000],
	['0', undefined],
	['0%', undefined],
	['1.5', undefined],
	['101%', undefined],
	['-0.5', undefined],
	['1e-3', undefined],
	['', undefined],
	['half', undefined]
])('the share "%s" is %s per mille', (text, share) => {
	expect(shareIn(text)).toBe(share);
});

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const files = Array.from({ length: 10_000 }, (_, n) => hash(`file ${n}`));
const drawn = (scrubId: string, share: number) =>
	files.filter((sha256) => isDrawn(hash, { scrubId, sha256, share }));

it('a sample has about its share of the files, another one each pass, the same when gone on with', () => {
	const first = drawn('one', 100);
	expect(first.length).toBeGreaterThan(880);
	expect(first.length).toBeLessThan(1120);
	expect(drawn('one', 100)).toEqual(first);
	const both = drawn('two', 100).filter((sha256) => first.includes(sha256));
	expect(both.length).toBeLessThan(170);
	expect(drawn('one', 1000)).toHaveLength(files.length);
	// A larger share of the same pass holds the smaller one, and neither prefers a folder.
	const half = new Set(drawn('one', 500));
	expect(first.every((sha256) => half.has(sha256))).toBe(true);
	const low = first.filter((sha256) => sha256 < '8').length / first.length;
	expect(Math.abs(low - 0.5)).toBeLessThan(0.06);
});

it('a pass goes on in the folder it had come to', () => {
	const folders = ['00', '01', 'fe', 'ff'];
	expect(foldersAfter(folders, '')).toEqual(folders);
	expect(foldersAfter(folders, '-')).toEqual(folders);
	expect(foldersAfter(folders, '01')).toEqual(['01', 'fe', 'ff']);
	expect(foldersAfter(folders, `fe${'0'.repeat(62)}`)).toEqual(['fe', 'ff']);
});

it('what stopped a week ago is begun anew; a night begins one pass', () => {
	const began = new Date('2026-03-01T01:00:00Z');
	expect(isToGoOn(began, new Date('2026-03-08T00:59:59Z'))).toBe(true);
	expect(isToGoOn(began, new Date('2026-03-08T01:00:00Z'))).toBe(false);
	expect(isDueTonight(undefined, began)).toBe(true);
	expect(isDueTonight(began, new Date('2026-03-01T20:59:59Z'))).toBe(false);
	expect(isDueTonight(began, new Date('2026-03-01T21:00:00Z'))).toBe(true);
});

it('speed is megabytes a second of work', () => {
	expect(speedOf({ bytes: 250_000_000, workedMs: 1000 })).toBe(250);
	expect(speedOf({ bytes: 0, workedMs: 5 })).toBeNull();
});
