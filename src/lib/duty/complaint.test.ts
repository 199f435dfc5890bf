import { expect, it } from 'vitest';
import { mentions } from './complaint.ts';

it.each<[Record<string, unknown>, string[], boolean]>([
	[{ note: '用户投诉收费员' }, ['投诉'], true],
	[{ note: 'Wants to COMPLAIN' }, ['complain'], true],
	[{ note: 'all well' }, ['complain', '投诉'], false],
	[{ complaint: '1' }, ['complaint'], true],
	[{ Complaint: true }, ['complaint'], true],
	[{ complaint: '0' }, ['complaint'], false],
	[{ complaint: 'no' }, ['complaint'], false],
	[{ complaint: null }, ['complaint'], false],
	[{}, ['complaint'], false]
])('%o mentions %o: %s', (attributes, words, expected) => {
	expect(mentions(attributes, words)).toBe(expected);
});
