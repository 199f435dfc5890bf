import { expect, it } from 'vitest';
import { entryKinds } from '../audit/entry.ts';
import { isDownload, lookOf, nameAt, partOf, reportParts } from './custody-report.ts';

const at = (day: number) => new Date(Date.UTC(2026, 2, day));

it('a person is named as they were called then', () => {
	const changes = [
		{ at: at(5), before: '李梅' },
		{ at: at(10), before: '李梅 (质检)' }
	];
	expect(nameAt(changes, '王梅', at(1))).toBe('李梅');
	expect(nameAt(changes, '王梅', at(5))).toBe('李梅 (质检)');
	expect(nameAt(changes, '王梅', at(10))).toBe('王梅');
	expect(nameAt([], '王梅', at(1))).toBe('王梅');
});

it('sound that went out unheard is a download', () => {
	const play = (facts: Record<string, unknown>) => isDownload({ kind: 'recording.played', facts });
	expect(play({ heardMs: 0, sentBytes: 9 })).toBe(true);
	expect(play({ heardMs: 1, sentBytes: 9 })).toBe(false);
	expect(play({ heardMs: 0, sentBytes: 0 })).toBe(false);
	expect(isDownload({ kind: 'custody.exported', facts: { sentBytes: 9 } })).toBe(false);
});

it.each([
	['recording.imported', 'arrival'],
	['recording.played', 'plays'],
	['review.corrected', 'reviews'],
	['assignment.replaced', 'reviews'],
	['deletion.requested', 'deletion'],
	['recording.purged', 'deletion'],
	['hold.placed', 'holds'],
	['joint.confirmed', 'holds'],
	['incident.closed', 'incidents'],
	['access.denied', 'access'],
	['number.unmasked', 'access'],
	['what.comes-later', 'reviews']
])('%s stands with %s', (kind, part) => {
	expect(partOf(kind)).toBe(part);
});

it('every kind has a part', () => {
	expect(entryKinds.every((kind) => reportParts.includes(partOf(kind)))).toBe(true);
});

it('the worst that a pass found of a file is told', () => {
	expect([lookOf([]), lookOf(['changed']), lookOf(['changed', 'missing'])]).toEqual([
		'whole',
		'changed',
		'missing'
	]);
});
