import { expect, it } from 'vitest';
import { factsText } from './facts-text.ts';

const reader = { names: { a: 'Lin' }, zone: 'Asia/Shanghai', roleText: (role: string) => role };

it('says the facts of an entry that a reader asks for, in one line', () => {
	const facts = { period: '2026-11-16', key: 'weekly-audit', candidates: 31, seedSha256: '7f3a' };
	expect(factsText(facts, reader)).toBe(
		'Code weekly-audit · Day 16 Nov 2026 · Calls to draw from 31'
	);
	expect(factsText({ rawTenths: 925, heardMs: 112_000, bytes: 3_120 }, reader)).toBe(
		'Score 92.5 · Heard 1:52 · Size 3.1 kB'
	);
	expect(factsText({ agent: 'a', from: '2026-03-02T09:00:00.000Z' }, reader)).toContain('Lin');
	expect(factsText({ other: 1 }, reader)).toBe('');
});

/** Entries outlive the editions that wrote them, and one that was changed by hand is shown as well. */
const odd = [20_261_116, '2026-W47', '2026-99-99', '', 'x', 0, -1, 1e300, true, {}, [], ['a', 1]];
it.each(odd.map((value) => [value]))('never fails, whatever stands in a fact: %j', (value) => {
	const names = ['role', 'endpoint', 'from', 'to', 'agent', 'rawTenths', 'severe', 'heardMs'];
	const others = ['period', 'agents', 'bytes', 'codes', 'status', 'version', 'administrator'];
	for (const name of [...names, ...others])
		expect(typeof factsText({ [name]: value }, reader), name).toBe('string');
});
