import { expect, it } from 'vitest';
import { repeatedKey, strangeField } from './form-reader.ts';

const form = (text: string) => new URLSearchParams(text);

it.each([
	['', '', undefined],
	['', 'approver_id=1', 'approver_id'],
	['reason', 'reason=a', undefined],
	['reason', 'reason=a&reason=b', 'reason'],
	['reason', 'Reason=a', 'Reason'],
	['reason', 'reason=a&role=administrator', 'role'],
	['reason task[]', 'task=1&task=2&reason=a', undefined],
	['answer.*', 'answer.greeting=yes&answer.closing=no', undefined],
	['answer.*', 'answer.greeting=yes&answer.greeting=no', 'answer.greeting'],
	['answer.*', 'answer.=1', 'answer.'],
	['answer.*', 'answers=1', 'answers'],
	['sections.*[]', 'sections.0.key=a&sections.0.key=b', undefined],
	['a', '__proto__=1', '__proto__']
])('a form with %j is given %j: %s', (fields, given, strange) => {
	expect(strangeField(fields, form(given))).toBe(strange);
});

it('a file stands where a file belongs', () => {
	const given = new FormData();
	given.append('file', new Blob(['a']), 'a.csv');
	expect(strangeField('file reason', given)).toBeUndefined();
	given.append('reason', new Blob(['b']), 'b.csv');
	expect(strangeField('file reason', given)).toBe('reason');
});

it('a key stands once in an address unless it may stand more often', () => {
	expect(repeatedKey(form('a=1&b=2&b=3'), [])).toBe('b');
	expect(repeatedKey(form('a=1&b=2&b=3'), ['b'])).toBeUndefined();
});
