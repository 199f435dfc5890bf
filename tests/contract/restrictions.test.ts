/** The restricted state: set and lifted by two, and who still finds the recording between. */
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { blocksOf } from '#lib/custody/server/blocks.ts';
import { placeHold } from '#lib/custody/server/holds.ts';
import { askInCustody } from '#lib/custody/server/joint-acts.ts';
import { waitingRequests } from '#lib/custody/server/open-joint.ts';
import { setPrivacyDuty } from '#lib/custody/server/privacy-duty.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { replacements } from '#lib/sampling/server/schema.ts';
import { custodyCentre, givePrivacyDuty, unproven } from '../fixtures/custody.ts';
import { morning as now } from '../fixtures/drawn-centre.ts';
import type { Person } from '../fixtures/example-centre.ts';

const reason = 'request 7 of the caller';

it('a restriction is set and lifted by two; between, the recording is there for the duty alone', async () => {
	const centre = await custodyCentre();
	const { db, ana, ben, cai, admin, omar, auditor, as, recordingId, decide } = centre;
	const ask = async (person: Person, kind: 'restriction' | 'restriction-lift') =>
		askInCustody(as(person), { kind, recordingId, reference: 'DSR-7', reason, proof: unproven });
	const custody = async () => {
		const rows = await db.read.select().from(recordings).where(eq(recordings.id, recordingId));
		return rows[0]!.custody;
	};
	expect(await ask(ana, 'restriction')).toMatchObject({ refusal: 'no-privacy-duty' });
	for (const [userId, refusal] of [
		[omar.id, 'unfit-for-duty'],
		[newId(), 'no-such-person'],
		[admin.id, 'own-role']
	] as const)
		expect(await setPrivacyDuty(as(admin), userId, true)).toMatchObject({ refusal });
	expect(await setPrivacyDuty(as(ana), ana.id, true)).toMatchObject({ refusal: 'not-allowed' });
	await givePrivacyDuty(db, now, ana, ben, auditor);
	for (const person of [omar, auditor])
		expect(await ask(person, 'restriction')).toMatchObject({ refusal: 'not-allowed' });

	const asked = await ask(ana, 'restriction');
	if (!asked.ok) throw new Error(asked.refusal);
	expect(await decide(ana, asked.value.requestId)).toMatchObject({ refusal: 'same-person' });
	expect(await custody()).toBe('kept');
	expect(await decide(cai, asked.value.requestId)).toMatchObject({ ok: true });
	expect(await custody()).toBe('restricted');
	expect(await blocksOf(db.read, recordingId)).toEqual([{ kind: 'restriction', id: recordingId }]);
	// The open tasks on it went the way of every replaced task.
	const replaced = await db.read.select().from(replacements);
	expect(replaced.length).toBeGreaterThan(0);
	expect(replaced.every(({ reason: why }) => why === 'not-playable')).toBe(true);

	// Whoever has no such duty does not find it, the head who confirmed included.
	for (const person of [cai, omar, centre.lin]) {
		expect(await placeHold(as(person), { recordingId, reason })).toMatchObject({
			refusal: 'not-found'
		});
		expect(await ask(person, 'restriction-lift')).toMatchObject({ refusal: 'not-found' });
	}
	expect(await ask(ana, 'restriction')).toMatchObject({ refusal: 'already-restricted' });
	expect(await ask(auditor, 'restriction-lift')).toMatchObject({ refusal: 'not-allowed' });
	const lifting = await ask(ana, 'restriction-lift');
	if (!lifting.ok) throw new Error(lifting.refusal);
	expect(await waitingRequests(as(cai))).toEqual([]);
	expect(await decide(cai, lifting.value.requestId)).toMatchObject({ refusal: 'not-found' });
	expect(await decide(ben, lifting.value.requestId, 'refused', reason)).toMatchObject({ ok: true });
	expect(await custody()).toBe('restricted');
	const again = await ask(ben, 'restriction-lift');
	if (!again.ok) throw new Error(again.refusal);
	expect(await decide(ben, again.value.requestId, 'withdrawn')).toMatchObject({ ok: true });
	const third = await ask(ben, 'restriction-lift');
	if (!third.ok) throw new Error(third.refusal);
	expect(await decide(ana, third.value.requestId)).toMatchObject({ ok: true });
	expect(await custody()).toBe('kept');
	expect([
		await centre.entries('restriction.placed'),
		await centre.entries('restriction.lifted'),
		await centre.entries('joint.withdrawn')
	]).toEqual([1, 1, 1]);
});
