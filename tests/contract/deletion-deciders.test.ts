/** Who decides on a deletion: another person than who applied, in the code and in the database. */
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { deletionSteps } from '#lib/custody/server/schema.ts';
import { handOvers } from '#lib/duty/server/schema.ts';
import { roleGrants } from '#lib/people/server/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { deletionCentre, emptyWav, later, now } from '../fixtures/deletion.ts';
import { forced, isRefused } from '../fixtures/deletion-bypass.ts';

describe('another person decides', () => {
	it('never the requester, under no account, whatever their roles have become', async () => {
		const centre = await deletionCentre();
		const { stored, applied, decide, db, omar, ana, bea, link, lin, auditor, sun } = centre;
		const requestId = await applied(await stored(emptyWav()));
		for (const person of [lin, sun, centre.tech, centre.admin])
			expect(await decide(requestId, person)).toMatchObject({ refusal: 'not-found' });
		expect(await decide(requestId, auditor)).toMatchObject({ refusal: 'not-allowed' });
		expect(await decide(requestId, omar)).toMatchObject({ refusal: 'not-allowed' });
		await db.tx((tx) =>
			tx.insert(roleGrants).values({
				...{ id: newId(), userId: omar.id, role: 'department-head' as const, teamId: null },
				departmentId: centre.departmentId,
				...{ from: later(-1), to: null, grantedBy: 'test' }
			})
		);
		const promoted = { ...omar, actor: { ...omar.actor } };
		promoted.actor.grants = [
			...omar.actor.grants,
			{ role: 'department-head', teamId: null, departmentId: centre.departmentId }
		];
		expect(await decide(requestId, promoted)).toMatchObject({ refusal: 'same-person' });
		expect(await decide(requestId, ana, { reason: '　　　　　　　　　　　' })).toMatchObject({
			refusal: 'reason-missing'
		});
		const none = { handle: undefined, password: '', code: '' };
		expect(await decide(requestId, ana, { proof: none })).toMatchObject({
			refusal: 'step-up-needed'
		});
		// Linked since the application: still one person.
		await link(omar, bea);
		for (const outcome of ['approved', 'rejected'] as const)
			expect(await decide(requestId, bea, { outcome })).toMatchObject({ refusal: 'same-person' });

		const byHimself = await forced(centre, requestId, 'approved', omar);
		await expect(byHimself()).rejects.toSatisfy(isRefused);
		await expect(byHimself({ byPerson: ana.id })).rejects.toSatisfy(isRefused);
		const byLinked = await forced(centre, requestId, 'approved', bea);
		for (const byPerson of [bea.id, omar.id, ana.id, null])
			await expect(byLinked({ byPerson })).rejects.toSatisfy(isRefused);
		await expect((await forced(centre, requestId, 'approved', null))()).rejects.toSatisfy(
			isRefused
		);
		expect(await decide(requestId, ana)).toMatchObject({ ok: true });
	});

	it('never who stands in for the requester, and of two at once the first', async () => {
		const centre = await deletionCentre();
		const { stored, applied, decide, db, omar, ana, bea } = centre;
		const requestId = await applied(await stored(emptyWav()));
		const leave = { firstDay: 20_260_220, lastDay: 20_260_310, reason: 'leave', by: omar.id };
		const away = (userId: string, deputyId: string) =>
			db.tx((tx) =>
				tx.insert(handOvers).values({ id: newId(), userId, deputyId, ...leave, at: now })
			);
		await away(omar.id, bea.id);
		expect(await decide(requestId, bea)).toMatchObject({ refusal: 'deputy' });
		// The deputy is away too: whoever takes over does not decide either.
		await away(bea.id, ana.id);
		for (const person of [bea, ana])
			expect(await decide(requestId, person)).toMatchObject({ refusal: 'deputy' });
		await expect((await forced(centre, requestId, 'approved', bea))()).rejects.toSatisfy(isRefused);
		await db.tx((tx) => tx.update(handOvers).set({ endedAt: now }));
		const both = await Promise.all([
			decide(requestId, ana),
			decide(requestId, bea, { outcome: 'rejected' })
		]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: 'already-decided' });
		expect(await db.read.$count(deletionSteps)).toBe(1);
	});

	it('who knows that the requester has left the team', async () => {
		const { stored, applied, decide, db, omar, ana } = await deletionCentre();
		const requestId = await applied(await stored(emptyWav()));
		await db.tx((tx) =>
			tx.update(roleGrants).set({ to: now }).where(eq(roleGrants.userId, omar.id))
		);
		expect(await decide(requestId)).toMatchObject({ refusal: 'requester-no-longer-lead' });
		expect(await decide(requestId, ana, { confirmed: true })).toMatchObject({ ok: true });
	});
});
