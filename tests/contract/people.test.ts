import { asc } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { verifyChain } from '#lib/audit/server/verify.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { EVER } from '#lib/people/person.ts';
import { systemActor, type Actor, type Role } from '#lib/people/role.ts';
import { actorById } from '#lib/people/server/actors.ts';
import * as people from '#lib/people/server/administration.ts';
import { countAdministrators } from '#lib/people/server/administrators.ts';
import { importPeople } from '#lib/people/server/import.ts';
import { readPeopleFile } from '#lib/people/server/people-file.ts';
import { peopleList } from '#lib/people/server/people-list.ts';
import { personById, personByStaffNo } from '#lib/people/server/queries.ts';
import { createDepartment, createTeam } from '#lib/people/server/teams.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { testDatabase } from '../support/database.ts';

const now = new Date('2026-03-02T08:00:00Z');
const contextOf = (db: Db, actor: Actor = systemActor('command-line'), at = now) => ({
	db,
	actor,
	now: at,
	zone: 'Asia/Shanghai'
});
const scope = { teamId: null, departmentId: null };

async function person(db: Db, staffNo: string, role?: Role) {
	const made = await people.createPerson(contextOf(db), { staffNo, name: `name ${staffNo}` });
	if (!made.ok) throw new Error(made.refusal);
	const { id } = made.value;
	if (role) await people.grantRole(contextOf(db), id, { role, ...scope, from: EVER, to: null });
	return { id, actor: (await actorById(db.read, id, now))! };
}

const file = (text: string) => {
	const read = readPeopleFile(new TextEncoder().encode(text));
	if (!read.ok) throw new Error(read.fault);
	return read.rows;
};
const importText = async (db: Db, text: string, dryRun = false) => {
	const outcome = await importPeople(contextOf(db), file(text), { dryRun });
	if (!outcome.ok) throw new Error(outcome.refusal);
	return outcome.value;
};

describe('administering people', () => {
	it('is for administrators alone, and leaves no trace when refused', async () => {
		const db = await testDatabase();
		const { id } = await person(db, '1');
		const before = await db.read.$count(auditEntries);
		for (const role of ['agent', 'technician', 'auditor'] as const) {
			const { actor } = { actor: { id: 'x', name: 'x', grants: [{ role, ...scope }] } };
			const context = contextOf(db, actor);
			const refused = { ok: false, refusal: 'not-allowed' };
			const period = { from: now, to: null };
			expect(await people.createPerson(context, { staffNo: '2', name: 'n' })).toEqual(refused);
			expect(await people.changeName(context, id, 'n')).toEqual(refused);
			expect(await people.grantRole(context, id, { role: 'agent', ...scope, ...period })).toEqual(
				refused
			);
			expect(await people.disablePerson(context, id, 'r')).toEqual(refused);
			expect(await people.enablePerson(context, id)).toEqual(refused);
			expect(await people.joinTeam(context, id, { teamId: id, ...period })).toEqual(refused);
			expect(
				await people.assignEndpoint(context, id, { kind: 'login', endpoint: 'a', ...period })
			).toEqual(refused);
			expect(await createDepartment(context, 'n')).toEqual(refused);
			expect(await createTeam(context, id, 'n')).toEqual(refused);
			expect(await importPeople(context, [], { dryRun: false })).toEqual(refused);
		}
		expect(await db.read.$count(auditEntries)).toBe(before);
	});

	it('refuses a staff number twice, an unknown person, a malformed id', async () => {
		const db = await testDatabase();
		await person(db, '1');
		expect(await people.createPerson(contextOf(db), { staffNo: '1', name: 'n' })).toMatchObject({
			refusal: 'staff-no-taken'
		});
		for (const id of ['nonsense', '01950000-0000-7000-8000-000000000000'])
			expect(await people.changeName(contextOf(db), id, 'n')).toMatchObject({
				refusal: 'no-such-person'
			});
		expect(await personById(db.read, 'nonsense')).toBeUndefined();
	});

	it('lets nobody change an own role, nor shut themselves out', async () => {
		const db = await testDatabase();
		const { id, actor } = await person(db, '1', 'administrator');
		await person(db, '2', 'administrator');
		const own = contextOf(db, actor);
		const grant = { role: 'agent' as const, ...scope, from: now, to: null };
		expect(await people.grantRole(own, id, grant)).toMatchObject({ refusal: 'own-role' });
		const [held] = (await personById(db.read, id))!.roles;
		expect(await people.endRole(own, id, held!.id)).toMatchObject({ refusal: 'own-role' });
		expect(await people.disablePerson(own, id, 'r')).toMatchObject({ refusal: 'own-role' });
	});

	it('keeps an administrator, also when two remove each other at once', async () => {
		const db = await testDatabase();
		const a = await person(db, '1', 'administrator');
		const b = await person(db, '2', 'administrator');
		const both = await Promise.all([
			people.disablePerson(contextOf(db, a.actor), b.id, 'r'),
			people.disablePerson(contextOf(db, b.actor), a.id, 'r')
		]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(await countAdministrators(db.read, now)).toBe(1);
		const [left] = [a, b].filter((_, n) => !both[1 - n]!.ok);
		expect(await people.disablePerson(contextOf(db), left!.id, 'r')).toMatchObject({ ok: false });
	});

	it('has a role in force from its beginning until its end, and no longer', async () => {
		const db = await testDatabase();
		const { id } = await person(db, '1');
		const from = new Date('2026-03-05T00:00:00Z');
		const to = new Date('2026-03-06T00:00:00Z');
		await people.grantRole(contextOf(db), id, { role: 'technician', ...scope, from, to });
		const held = async (at: Date) => (await actorById(db.read, id, at))!.grants.length;
		expect(await held(new Date(from.getTime() - 1))).toBe(0);
		expect(await held(from)).toBe(1);
		expect(await held(to)).toBe(0);
		await people.disablePerson(contextOf(db), id, 'left');
		expect(await actorById(db.read, id, from)).toBeUndefined();
		await people.enablePerson(contextOf(db), id);
		expect(await held(from)).toBe(1);
	});
});

const centre = `staff_no,name,role,department,team,extension,login,from,to
1101,王芳,领班,客户服务部,一班,8101,,2025-01-01,
2001,林小雨,话务员,客户服务部,一班,8201,lin,2025-01-01,2026-01-01
2001,林小雨,话务员,客户服务部,二班,8202,lin,2026-01-01,
2002,陈明,agent,,一班,8201,,2026-01-01,
2003,,agent,,一班,,,,
2004,周,agent,,三班,,,,
1001,李静,部长,客户服务部,,,,,
1001,李静,administrator,,,,,,
`;

describe('importing people', () => {
	it('takes each row whole or not at all, with the reason', async () => {
		const db = await testDatabase();
		const result = await importText(db, centre);
		expect(result).toMatchObject({ read: 8, new: 4, changed: 1, same: 0, held: 0, rejected: 3 });
		expect(result.items.filter(({ state }) => state === 'rejected')).toEqual([
			{
				line: 6,
				state: 'rejected',
				staffNo: '2003',
				issues: [{ code: 'name-missing', column: 'name' }]
			},
			{ line: 7, state: 'rejected', staffNo: '2004', issues: [{ code: 'department-missing' }] },
			{
				line: 9,
				state: 'rejected',
				staffNo: '1001',
				issues: [{ code: 'roles-not-combinable', held: 'department-head' }]
			}
		]);
		expect(await personByStaffNo(db.read, '2004')).toBeUndefined();
		const lin = await personById(db.read, (await personByStaffNo(db.read, '2001'))!.id);
		expect(lin!.memberships.map(({ team, to }) => [team, to])).toEqual([
			['二班', null],
			['一班', new Date('2025-12-31T16:00:00Z')]
		]);
		expect(lin!.endpoints.map(({ endpoint }) => endpoint).sort()).toEqual([
			'8201',
			'8202',
			'lin',
			'lin'
		]);
		expect(await verifyChain(db.read)).toMatchObject({ ok: true });
	});

	it('changes nothing the second time, and nothing in a rehearsal', async () => {
		const db = await testDatabase();
		expect(await importText(db, centre, true)).toMatchObject({ new: 4, changed: 1 });
		expect(await db.read.$count(auditEntries)).toBe(0);
		await importText(db, centre);
		const entries = await db.read.$count(auditEntries);
		expect(await importText(db, centre)).toMatchObject({
			new: 0,
			changed: 0,
			same: 5,
			rejected: 3
		});
		expect(await db.read.$count(auditEntries)).toBe(entries);
	});

	it('moves a person on, renames, and names extensions that two share', async () => {
		const db = await testDatabase();
		await importText(db, centre);
		const next = `工号,姓名,班组,部门,分机,开始
2002,陈晓明,二班,客户服务部,8202,2026-02-01
`;
		const result = await importText(db, next);
		expect(result.items).toEqual([
			{
				line: 2,
				state: 'changed',
				staffNo: '2002',
				issues: [{ code: 'endpoint-shared', endpoint: '8202' }]
			}
		]);
		const chen = await personById(db.read, (await personByStaffNo(db.read, '2002'))!.id);
		expect(chen!.name).toBe('陈晓明');
		expect(chen!.memberships.map(({ team, to }) => [team, to])).toEqual([
			['二班', null],
			['一班', new Date('2026-01-31T16:00:00Z')]
		]);
	});

	it('reads GB 18030, a byte order mark, semicolons and quoted lines', async () => {
		const gbk = Uint8Array.from([
			0xb9, 0xa4, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0a, 0x31, 0x2c, 0xc0, 0xee
		]);
		expect(readPeopleFile(gbk)).toMatchObject({
			rows: [{ line: 2, cells: { staff_no: '1', name: '李' } }]
		});
		expect(file('\ufeffstaff_no;name\r\n\r\n7;"a"\r\n')).toMatchObject([
			{ line: 3, cells: { staff_no: '7', name: 'a' } }
		]);
		expect(readPeopleFile(new TextEncoder().encode('name\nx\n'))).toMatchObject({ ok: false });
		expect(readPeopleFile(new TextEncoder().encode(''))).toMatchObject({ ok: false });
	});
});

describe('the list of people', () => {
	it('pages by staff number and filters by text, team and role', async () => {
		const db = await testDatabase();
		await importText(db, centre);
		const all: string[] = [];
		let after: string | undefined;
		do {
			const page = await peopleList(db.read, { after }, now, 2);
			all.push(...page.people.map(({ staffNo }) => staffNo));
			after = page.next ?? undefined;
		} while (after);
		expect(all).toEqual(['1001', '1101', '2001', '2002']);
		const found = async (filter: Parameters<typeof peopleList>[1]) =>
			(await peopleList(db.read, filter, now)).people.map(({ staffNo }) => staffNo);
		expect(await found({ q: '林' })).toEqual(['2001']);
		expect(await found({ q: '%' })).toHaveLength(4);
		expect(await found({ role: 'team-lead' })).toEqual(['1101']);
		const { people: listed } = await peopleList(db.read, { q: '2001' }, now);
		expect(listed[0]).toMatchObject({ team: '二班', endpoints: ['8202', 'lin'], disabled: false });
		expect(await found({ teamId: 'nonsense' })).toEqual([]);
	});

	it('leaves entries for every change', async () => {
		const db = await testDatabase();
		await importText(db, centre);
		const rows = await db.read.select().from(auditEntries).orderBy(asc(auditEntries.seq));
		expect(new Set(rows.map(({ kind }) => kind))).toEqual(
			new Set([
				'department.created',
				'team.created',
				'person.created',
				'role.granted',
				'membership.began',
				'endpoint.assigned',
				'people.imported'
			])
		);
		expect(rows.some(({ body }) => body.includes('林小雨'))).toBe(false);
	});
});
