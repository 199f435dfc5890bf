import { asc, eq, like } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { EVER } from '#lib/people/person.ts';
import { can } from '#lib/people/permissions.ts';
import { systemActor, type Actor, type Role } from '#lib/people/role.ts';
import { actorById } from '#lib/people/server/actors.ts';
import { createPerson, endRole, grantRole } from '#lib/people/server/administration.ts';
import { askJointly, decideJointly, openJointRequests } from '#lib/people/server/joint.ts';
import { jointDecisions, jointRequests } from '#lib/people/server/joint-schema.ts';
import {
	accountsOf,
	areSamePerson,
	linkAccounts,
	personOf,
	unlinkAccounts
} from '#lib/people/server/persons.ts';
import { personById } from '#lib/people/server/queries.ts';
import { accountLinks } from '#lib/people/server/schema.ts';
import { createDepartment } from '#lib/people/server/teams.ts';
import { testDatabase } from '../support/database.ts';

const now = new Date('2026-03-02T08:00:00Z');

async function centre() {
	const db = await testDatabase();
	const contextOf = (actor: Actor) => ({ db, actor, now, zone: 'Asia/Shanghai' });
	const system = contextOf(systemActor('set-up'));
	const department = await createDepartment(system, 'Service');
	if (!department.ok) throw new Error(department.refusal);
	const departmentId = department.value.id;
	const person = async (staffNo: string, role: Role) => {
		const made = await createPerson(system, { staffNo, name: `name ${staffNo}` });
		if (!made.ok) throw new Error(made.refusal);
		const { id } = made.value;
		const place = { teamId: null, departmentId: role === 'department-head' ? departmentId : null };
		await grantRole(system, id, { role, ...place, from: EVER, to: null });
		return { id, context: contextOf((await actorById(db.read, id, now))!) };
	};
	const admin = await person('1', 'administrator');
	const other = await person('2', 'administrator');
	const head = await person('3', 'department-head');
	const second = await person('4', 'department-head');
	const third = await person('5', 'department-head');
	return { db, departmentId, person, admin, other, head, second, third };
}

it('counts linked accounts as one person, chains collapsing', async () => {
	const { db, admin, other, head, second, third, person } = await centre();
	const link = (mainId: string, otherId: string) =>
		linkAccounts(admin.context, { mainId, otherId });
	for (const { context } of [head, await person('9', 'auditor'), await person('8', 'technician')]) {
		expect(await linkAccounts(context, { mainId: head.id, otherId: second.id })).toMatchObject({
			refusal: 'not-allowed'
		});
		expect(await unlinkAccounts(context, head.id)).toMatchObject({ refusal: 'not-allowed' });
	}
	expect(await link(head.id, 'nonsense')).toMatchObject({ refusal: 'no-such-person' });
	expect(await link(head.id, '01950000-0000-7000-8000-000000000000')).toMatchObject({
		refusal: 'no-such-person'
	});
	expect(await link(head.id, head.id)).toMatchObject({ refusal: 'same-account' });
	expect(await link(admin.id, head.id)).toMatchObject({ refusal: 'own-account' });
	expect(await link(other.id, head.id)).toMatchObject({ refusal: 'roles-not-combinable' });

	expect(await link(second.id, third.id)).toMatchObject({ ok: true });
	expect(await link(head.id, third.id)).toEqual({ ok: true, value: { personId: head.id } });
	for (const { id } of [head, second, third]) expect(await personOf(db.read, id)).toBe(head.id);
	const [main, ...rest] = await accountsOf(db.read, third.id);
	expect(main).toBe(head.id);
	expect(rest).toEqual([second.id, third.id].sort());
	expect(await areSamePerson(db.read, second.id, third.id)).toBe(true);
	expect(await areSamePerson(db.read, second.id, admin.id)).toBe(false);
	expect(await link(third.id, second.id)).toMatchObject({ refusal: 'already-linked' });
	expect((await personById(db.read, head.id))!.accounts.map(({ staffNo }) => staffNo)).toEqual([
		'4',
		'5'
	]);

	expect(await unlinkAccounts(admin.context, head.id)).toMatchObject({ refusal: 'not-linked' });
	expect(await unlinkAccounts(admin.context, 'x')).toMatchObject({ refusal: 'not-linked' });
	expect(await unlinkAccounts(admin.context, second.id)).toMatchObject({ ok: true });
	expect(await personOf(db.read, second.id)).toBe(second.id);
	const entries = await db.read
		.select({ kind: auditEntries.kind, subject: auditEntries.subject })
		.from(auditEntries)
		.where(like(auditEntries.kind, 'account.%'))
		.orderBy(asc(auditEntries.seq));
	expect(entries.map(({ kind }) => kind)).toEqual([
		...Array<string>(3).fill('account.linked'),
		'account.unlinked'
	]);
});

it('holds rules about roles for the person, not the account', async () => {
	const { db, departmentId, admin, other, head, person } = await centre();
	const spare = await person('7', 'agent');
	await linkAccounts(admin.context, { mainId: head.id, otherId: spare.id });
	const scope = { teamId: null, departmentId: null, from: now, to: null };
	const wanted = { role: 'administrator' as const, ...scope };
	expect(await grantRole(admin.context, spare.id, wanted)).toMatchObject({
		refusal: 'roles-not-combinable'
	});
	// What one account handled, another one does not judge.
	const judge = (await actorById(db.read, head.id, now))!;
	const placed = { agentId: spare.id, teamId: null, departmentId };
	expect(can(judge, 'review.submit', placed)).toBe('forbidden');
	expect(can(judge, 'review.submit', { ...placed, agentId: other.id })).toBe('allowed');
	// An administrator's second account is no way to the own roles either.
	const twin = await person('6', 'administrator');
	await linkAccounts(other.context, { mainId: admin.id, otherId: twin.id });
	expect(await grantRole(twin.context, admin.id, { role: 'agent', ...scope })).toMatchObject({
		refusal: 'own-role'
	});
	const [held] = (await personById(db.read, admin.id))!.roles;
	expect(await endRole(twin.context, admin.id, held!.id)).toMatchObject({ refusal: 'own-role' });
	expect(await unlinkAccounts(twin.context, twin.id)).toMatchObject({ refusal: 'own-account' });
});

it('lets another person alone end what one asked for', async () => {
	const { db, admin, head, second, third } = await centre();
	await linkAccounts(admin.context, { mainId: head.id, otherId: second.id });
	const asked = { kind: 'hold-release', subject: 'hold:1', facts: {}, reason: 'over' } as const;
	const ask = () => db.tx((tx) => askJointly({ ...second.context, tx }, asked));
	const end = (
		{ context }: typeof head,
		requestId: string,
		outcome: 'confirmed' | 'refused' | 'withdrawn'
	) => db.tx((tx) => decideJointly({ ...context, tx }, { requestId, outcome, reason: 'so' }));

	const first = await ask();
	if (!first.ok) throw new Error(first.refusal);
	const { id } = first.value;
	expect(first.value.requestedPerson).toBe(head.id);
	expect(await ask()).toMatchObject({ refusal: 'already-asked' });
	expect(await openJointRequests(db.read, 'hold:1')).toHaveLength(1);
	for (const outcome of ['confirmed', 'refused'] as const)
		for (const self of [head, second])
			expect(await end(self, id, outcome)).toMatchObject({ refusal: 'same-person' });
	expect(await end(third, id, 'withdrawn')).toMatchObject({ refusal: 'not-requester' });
	expect(await end(third, 'x', 'confirmed')).toMatchObject({ refusal: 'no-such-request' });
	const both = await Promise.all([end(third, id, 'confirmed'), end(third, id, 'refused')]);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	expect(await openJointRequests(db.read)).toEqual([]);

	// The database holds the rule of the other person by itself.
	const again = await ask();
	if (!again.ok) throw new Error(again.refusal);
	const row = { ...again.value, requestId: again.value.id, byId: third.id, at: now, reason: '' };
	const write = (outcome: 'confirmed' | 'withdrawn', byPerson: string) =>
		db.tx((tx) => tx.insert(jointDecisions).values({ ...row, outcome, byPerson }));
	await expect(write('confirmed', row.requestedPerson)).rejects.toThrow();
	await expect(write('withdrawn', third.id)).rejects.toThrow();
	await expect(
		db.tx((tx) => tx.delete(jointRequests).where(eq(jointRequests.id, id)))
	).rejects.toThrow();
	// Who asked with an account that was linked afterwards is the requester still.
	await linkAccounts(admin.context, { mainId: third.id, otherId: head.id });
	expect(await end(third, row.requestId, 'confirmed')).toMatchObject({ refusal: 'same-person' });
	expect(await end(third, row.requestId, 'withdrawn')).toMatchObject({ ok: true });
	expect(await db.read.$count(accountLinks)).toBe(2);
});
