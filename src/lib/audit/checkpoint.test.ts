import { describe, expect, it } from 'vitest';
import {
	dueCause,
	envelope,
	inOneLine,
	noteOf,
	notesIn,
	readNote,
	type CheckpointFacts
} from './checkpoint.ts';

const facts: CheckpointFacts = {
	origin: '0123456789abcdef',
	seq: 250,
	hash: 'a'.repeat(64),
	at: new Date('2026-03-02T09:00:00.000Z'),
	cause: 'entries',
	previous: { seq: 120, sha256: 'b'.repeat(64) },
	keyId: 'fedcba9876543210'
};
const signed = { note: noteOf(facts), signature: `${'A'.repeat(86)}==` };

describe('a note', () => {
	it('is read as it was written, the first one too', () => {
		expect(readNote(noteOf(facts))).toEqual(facts);
		expect(readNote(noteOf({ ...facts, previous: null }))?.previous).toBeNull();
	});

	it.each([
		['nothing', ''],
		['a changed line', noteOf(facts).replace('seq: 250', 'seq: x')],
		['a line more', `${noteOf(facts)}more: 1\n`],
		['another cause', noteOf(facts).replace('entries', 'whim')],
		['a time that is none', noteOf(facts).replace('2026-03-02', '2026-13-02')]
	])('is not %s', (_, text) => expect(readNote(text)).toBeUndefined());

	it('is found in a file, in mail and in a syslog', () => {
		const file = `${envelope(signed)}\n${envelope(signed)}`;
		expect(notesIn(file)).toEqual([signed, signed]);
		expect(notesIn(`Subject: x\r\n\r\n${envelope(signed).replaceAll('\n', '\r\n')}`)).toEqual([
			signed
		]);
		expect(notesIn(`<110>1 2026-03-02 host listenback: ${inOneLine(signed)}\n`)).toEqual([signed]);
		expect(notesIn('no note')).toEqual([]);
	});
});

describe('when a checkpoint is due', () => {
	const now = new Date('2026-03-02T09:10:00Z');
	const minutes = (count: number) => new Date(now.getTime() - count * 60_000);
	const last = { seq: 50, at: minutes(60) };
	it.each([
		['an empty chain', 0, undefined, undefined, undefined],
		['one entry just now', 1, undefined, minutes(0), undefined],
		['one entry, ten minutes old', 1, undefined, minutes(10), 'time'],
		['a hundred entries', 100, undefined, minutes(0), 'entries'],
		['only the entry of the last one', 51, last, undefined, undefined],
		['99 new entries', 150, last, minutes(9), undefined],
		['100 new entries', 151, last, minutes(0), 'entries'],
		['one new entry, ten minutes old', 52, last, minutes(10), 'time']
	] as const)('%s', (_, head, before, waitingSince, cause) => {
		expect(dueCause({ head, last: before, waitingSince }, now)).toBe(cause);
	});
});
