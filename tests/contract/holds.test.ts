/** Legal holds and retention: who does what, alone or with another person. */
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { blocksOf } from '#lib/custody/server/blocks.ts';
import { holdsOf, placeHold } from '#lib/custody/server/holds.ts';
import { askInCustody, decideInCustody } from '#lib/custody/server/joint-acts.ts';
import { waitingRequests } from '#lib/custody/server/open-joint.ts';
import { noteRetention, retentionOf } from '#lib/custody/server/retention.ts';
import { legalHolds, retentionNotes } from '#lib/custody/server/schema.ts';
import { handOvers } from '#lib/duty/server/schema.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { linkAccounts } from '#lib/people/server/persons.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { custodyCentre, provenAt, unproven } from '../fixtures/custody.ts';
import { morning as now } from '../fixtures/drawn-centre.ts';
import type { Person } from '../fixtures/example-centre.ts';

const reason = 'claim 4711 of the insurer';

it('a hold is placed by one head, blocks deletion, and is released by two persons', async () => {
	const centre = await custodyCentre();
	const { db, ana, ben, cai, admin, tech, omar, lin, auditor, as, recordingId, decide } = centre;
	const place = (person: Person, words = reason) =>
		placeHold(as(person), { recordingId, reason: words });
	for (const person of [omar, lin, auditor])
		expect(await place(person)).toMatchObject({ refusal: 'not-allowed' });
	for (const person of [tech, admin, centre.hao, centre.stranger])
		expect(await place(person)).toMatchObject({ refusal: 'not-found' });
	for (const words of ['', '          ', 'aaaaaaaaaaaaaaaa'])
		expect(await place(ana, words)).toMatchObject({ refusal: 'reason-missing' });
	for (const id of ['x', newId()])
		expect(await placeHold(as(ana), { recordingId: id, reason })).toMatchObject({
			refusal: 'not-found'
		});
	expect(await db.read.$count(legalHolds)).toBe(0);

	const placed = await place(ana);
	if (!placed.ok) throw new Error(placed.refusal);
	const { holdId } = placed.value;
	expect(await blocksOf(db.read, recordingId)).toContainEqual({ kind: 'hold', id: holdId });
	expect(
		(await db.read.select().from(notifications)).filter((n) => n.kind === 'hold-placed')
	).toHaveLength(2);
	await expect(db.tx((tx) => tx.update(legalHolds).set({ reason: 'other' }))).rejects.toSatisfy(
		isAppendOnlyViolation
	);

	const wish = {
		kind: 'hold-release' as const,
		recordingId,
		holdId,
		reason: 'the claim is settled'
	};
	const ask = async (person: Person, more: object = {}) =>
		askInCustody(as(person), { ...wish, proof: await provenAt(db, person, now), ...more });
	expect(await ask(omar)).toMatchObject({ refusal: 'not-allowed' });
	expect(await ask(tech)).toMatchObject({ refusal: 'not-found' });
	expect(await ask(ana, { proof: unproven })).toMatchObject({ refusal: 'step-up-needed' });
	expect(await ask(ana, { reason: 'over' })).toMatchObject({ refusal: 'reason-missing' });
	expect(await ask(ana, { holdId: newId() })).toMatchObject({ refusal: 'no-such-hold' });
	expect(await ask(ana, { recordingId: centre.calls.ofWei })).toMatchObject({
		refusal: 'no-such-hold'
	});
	const asked = await ask(ana);
	if (!asked.ok) throw new Error(asked.refusal);
	const { requestId } = asked.value;
	expect(await ask(ben)).toMatchObject({ refusal: 'already-asked' });
	expect(await waitingRequests(as(ana))).toMatchObject([{ id: requestId, mine: true }]);
	expect(await waitingRequests(as(ben))).toMatchObject([{ id: requestId, mine: false }]);
	expect(await waitingRequests(as(omar))).toEqual([]);

	// The same person, by any account; who stands in for them; without a proof; without the right.
	await linkAccounts(as(admin), { mainId: ana.id, otherId: cai.id });
	for (const self of [ana, cai])
		expect(await decide(self, requestId)).toMatchObject({ refusal: 'same-person' });
	const leave = newId();
	await db.tx((tx) =>
		tx.insert(handOvers).values({
			...{ id: leave, userId: ana.id, deputyId: ben.id, reason: 'leave', by: ana.id, at: now },
			...{ firstDay: 20_261_123, lastDay: 20_261_123 }
		})
	);
	expect(await decide(ben, requestId)).toMatchObject({ refusal: 'stands-in' });
	await db.tx((tx) => tx.update(handOvers).set({ endedAt: now }).where(eq(handOvers.id, leave)));
	expect(await decide(omar, requestId)).toMatchObject({ refusal: 'not-allowed' });
	expect(await decide(tech, requestId)).toMatchObject({ refusal: 'not-found' });
	expect(await decide(auditor, requestId)).toMatchObject({ refusal: 'not-allowed' });
	expect(await decide(ben, newId())).toMatchObject({ refusal: 'not-found' });
	expect(await decide(ben, requestId, 'refused')).toMatchObject({ refusal: 'reason-missing' });
	expect(await decide(ben, requestId, 'withdrawn')).toMatchObject({ ok: false });
	expect(
		await decideInCustody(as(ben), {
			...{ requestId, outcome: 'confirmed', reason: '', proof: unproven }
		})
	).toMatchObject({ refusal: 'step-up-needed' });
	expect(await blocksOf(db.read, recordingId)).toContainEqual({ kind: 'hold', id: holdId });

	const both = await Promise.all([decide(ben, requestId), decide(ben, requestId)]);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	expect((await blocksOf(db.read, recordingId)).some(({ kind }) => kind === 'hold')).toBe(false);
	expect(await holdsOf(db.read, recordingId)).toMatchObject([{ id: holdId, stands: false }]);
	expect(await ask(ana)).toMatchObject({ refusal: 'no-such-hold' });
	expect([await centre.entries('hold.placed'), await centre.entries('hold.released')]).toEqual([
		1, 1
	]);
});

it('retention is for ever unless a head notes another class and its legal basis', async () => {
	const { db, ana, omar, tech, auditor, as, recordingId } = await custodyCentre();
	expect(await retentionOf(db.read, recordingId)).toMatchObject({
		...{ retentionClass: 'for-ever', by: null }
	});
	const note = (person: Person, legalBasis: string, at = now) =>
		noteRetention(as(person, at), { recordingId, retentionClass: 'complaint', legalBasis });
	for (const person of [omar, auditor])
		expect(await note(person, reason)).toMatchObject({ refusal: 'not-allowed' });
	expect(await note(tech, reason)).toMatchObject({ refusal: 'not-found' });
	expect(await note(ana, 'x')).toMatchObject({ refusal: 'reason-missing' });
	expect(await note(ana, 'PIPL art. 13 (2), contract')).toMatchObject({ ok: true });
	const later = new Date(now.getTime() + 60_000);
	expect(await note(ana, 'PIPL art. 13 (3), statute', later)).toMatchObject({ ok: true });
	expect(await retentionOf(db.read, recordingId)).toEqual({
		...{ retentionClass: 'complaint', legalBasis: 'PIPL art. 13 (3), statute' },
		...{ by: 'Person H1', at: later }
	});
	await expect(db.tx((tx) => tx.delete(retentionNotes))).rejects.toSatisfy(isAppendOnlyViolation);
});
