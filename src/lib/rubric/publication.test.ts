import { describe, expect, it } from 'vitest';
import { decidePublication, decideRetirement, publisherStanding } from './publication.ts';

const facts = {
	faults: 0,
	unchanged: false,
	editors: ['omar'],
	otherPublishers: 1,
	version: 3,
	today: 20260302
};
const wish = { actorId: 'ana', version: 3, effectiveFrom: 20260302, overrideReason: '' };
const reason = 'ten letters';

describe('decidePublication', () => {
	it('lets somebody publish what others wrote, from today on', () => {
		expect(decidePublication(facts, wish)).toEqual({ ok: true, value: { overrideReason: null } });
	});
	it.each([
		['stale', {}, { version: 2 }],
		['faults', { faults: 1 }, {}],
		['unchanged', { unchanged: true }, {}],
		['day-past', {}, { effectiveFrom: 20260301 }],
		['day-too-far', {}, { effectiveFrom: 20270303 }],
		['own-work', { editors: ['omar', 'ana'] }, { overrideReason: reason }],
		['reason-missing', { editors: ['ana'], otherPublishers: 0 }, { overrideReason: ' short ' }]
	])('refuses with %s', (refusal, known, wished) => {
		expect(decidePublication({ ...facts, ...known }, { ...wish, ...wished })).toMatchObject({
			ok: false,
			refusal
		});
	});
	it('lets the only one who may publish the own work, with a reason that is kept', () => {
		const alone = { ...facts, editors: ['ana'], otherPublishers: 0 };
		expect(publisherStanding(alone, 'ana')).toBe('needs-reason');
		expect(decidePublication(alone, { ...wish, overrideReason: ` ${reason} ` })).toEqual({
			ok: true,
			value: { overrideReason: reason }
		});
	});
});

describe('decideRetirement', () => {
	const standing = {
		retired: false,
		draftOpen: false,
		callKind: 'report',
		others: 0,
		anotherChosen: false
	};
	it.each([
		['already-retired', { retired: true, others: 1 }],
		['draft-open', { draftOpen: true, others: 1 }],
		['last-of-kind', {}]
	])('refuses with %s', (refusal, known) => {
		expect(decideRetirement({ ...standing, ...known })).toEqual({ ok: false, refusal });
	});
	it.each([{ others: 1 }, { anotherChosen: true }, { callKind: 'other' }])(
		'goes with %j',
		(known) => {
			expect(decideRetirement({ ...standing, ...known })).toEqual({ ok: true, value: null });
		}
	);
});
