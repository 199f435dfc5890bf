import { expect, it } from 'vitest';
import { disablePerson } from '#lib/people/server/administration.ts';
import { actorById } from '#lib/people/server/actors.ts';
import { decideRoleRequest, giveRole } from '#lib/auth/server/role-requests.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { auditKinds, password, person, signedIn, system } from '../fixtures/sign-ins.ts';
import { testDatabase } from '../support/database.ts';

it('roles that open much take two administrators, unless there is but one', async () => {
	const db = await testDatabase();
	const lin = await person(db, '1001', 'agent');
	const ana = await person(db, '9001', 'administrator');
	const ben = await person(db, '9002', 'administrator');
	const scope = { teamId: null, departmentId: null, from: new Date(), to: null };
	const proofOf = async (staffNo: string) => {
		const { handle } = await signedIn(db, staffNo);
		return { handle, password, code: '' };
	};
	const proof = await proofOf('9001');
	const proofs = new Map([
		[ana, proof],
		[ben, await proofOf('9002')]
	]);
	const reason = 'looks after the recorder';
	const technician = { role: 'technician' as const, ...scope, reason, proof };
	const roles = async () =>
		(await actorById(db.read, lin.actor.id, new Date()))!.grants.map(({ role }) => role).sort();
	const decide = (who: typeof ana, requestId: string, outcome: 'confirmed' | 'withdrawn') =>
		decideRoleRequest(who.context(), {
			requestId,
			outcome,
			reason: '',
			proof: proofs.get(who) ?? proof
		});

	expect(await giveRole(lin.context(), ana.actor.id, technician)).toMatchObject({
		refusal: 'not-allowed'
	});
	const unproved = { ...technician, proof: { ...proof, password: '' } };
	expect(await giveRole(ana.context(), lin.actor.id, unproved)).toMatchObject({
		refusal: 'step-up-needed'
	});
	expect(await giveRole(ana.context(), ana.actor.id, technician)).toMatchObject({
		refusal: 'own-role'
	});
	expect(await giveRole(ana.context(), lin.actor.id, { ...technician, reason: '' })).toMatchObject({
		refusal: 'reason-missing'
	});
	const asked = await giveRole(ana.context(), lin.actor.id, technician);
	const told = () =>
		db.read
			.select({ to: notifications.userId, kind: notifications.kind })
			.from(notifications)
			.orderBy(notifications.kind);
	expect(await told()).toEqual([{ to: ben.actor.id, kind: 'joint-requested' }]);
	const requestId = (asked.ok && asked.value.requestId) || '';
	expect(await roles()).toEqual(['agent']);
	const bens = { ...technician, proof: proofs.get(ben)! };
	expect(await giveRole(ben.context(), lin.actor.id, bens)).toMatchObject({
		refusal: 'already-asked'
	});
	expect(await decide(lin, requestId, 'confirmed')).toMatchObject({ refusal: 'not-allowed' });
	expect(await decide(ana, requestId, 'confirmed')).toMatchObject({ refusal: 'same-person' });
	expect(await decide(ben, requestId, 'withdrawn')).toMatchObject({ refusal: 'not-requester' });
	expect(await decide(ben, 'no-id', 'confirmed')).toMatchObject({ refusal: 'no-such-request' });
	expect(await decide(ben, requestId, 'confirmed')).toMatchObject({ ok: true });
	expect(await decide(ana, requestId, 'withdrawn')).toMatchObject({ ok: false });
	expect(await roles()).toEqual(['agent', 'technician']);
	expect((await told())[0]).toEqual({ to: ana.actor.id, kind: 'joint-decided' });

	// A role for the only one who could confirm it, or with nobody else there, is given and written down.
	expect(await disablePerson(system(db), ben.actor.id, 'left')).toMatchObject({ ok: true });
	const auditor = { ...technician, role: 'auditor' as const, reason: '' };
	const wei = await person(db, '1002', 'agent');
	expect(await giveRole(ana.context(), wei.actor.id, auditor)).toMatchObject({
		value: { requestId: null }
	});
	const kinds = await auditKinds(db);
	expect(kinds.filter((kind) => kind.startsWith('joint.'))).toEqual([
		'joint.requested',
		'joint.confirmed'
	]);
	const entries = await db.read.select().from(auditEntries);
	const ways = entries
		.filter(({ kind }) => kind === 'role.granted')
		.map(({ body }) => (JSON.parse(body) as { facts: { way?: string } }).facts.way);
	expect(ways).toContain('two-administrators');
	expect(ways).toContain('no-second-administrator');
});
