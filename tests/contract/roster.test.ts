import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { rosterOfMonth, rosteredOn } from '#lib/calendar/server/queries.ts';
import { importRoster } from '#lib/calendar/server/roster.ts';
import { rosterDays } from '#lib/calendar/server/schema.ts';
import type { Actor, Role } from '#lib/people/role.ts';
import { createPerson } from '#lib/people/server/administration.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { bytes, contextOf } from '../fixtures/calendar.ts';
import { testDatabase } from '../support/database.ts';

async function centre() {
	const db = await testDatabase();
	const ids: string[] = [];
	for (const staffNo of ['2001', '2002']) {
		const made = await createPerson(contextOf(db), { staffNo, name: `name ${staffNo}` });
		if (!made.ok) throw new Error(made.refusal);
		ids.push(made.value.id);
	}
	return { db, lin: ids[0]!, wang: ids[1]!, before: await db.read.$count(auditEntries) };
}
async function imported(db: Db, text: string, dryRun = false) {
	const outcome = await importRoster(contextOf(db), bytes(text), { dryRun });
	if (!outcome.ok) throw new Error(outcome.refusal);
	return outcome.value;
}
const november = { first: 20261101, last: 20261130 };

describe('importing a roster', () => {
	it('says who is on duty on which day, and is recorded', async () => {
		const { db, lin, wang, before } = await centre();
		const outcome = await imported(
			db,
			'工号,日期,班次\n2001,2026-11-23,早\n2002,2026/11/23,\n2001,20261124,晚\n'
		);
		expect(outcome).toMatchObject({ read: 3, new: 3, changed: 0, same: 0, held: 0 });
		const rostered = await rosteredOn(db.read, november);
		expect(rostered.map(({ day }) => day)).toEqual([20261123, 20261123, 20261124]);
		expect(new Set(rostered.map(({ userId }) => userId))).toEqual(new Set([lin, wang]));
		expect(await rosteredOn(db.read, { first: 20261124, last: 20261124 })).toEqual([
			{ userId: lin, day: 20261124 }
		]);
		expect(await rosterOfMonth(db.read, november)).toEqual([
			{ day: 20261123, people: 2 },
			{ day: 20261124, people: 1 }
		]);
		const all = await db.read.select().from(auditEntries);
		expect(all).toHaveLength(before + 1);
		expect(JSON.parse(all.at(-1)!.body)).toMatchObject({
			kind: 'roster.imported',
			facts: { read: 3, new: 3, firstDay: 20261123, lastDay: 20261124, file: outcome.sha256 }
		});
	});

	it('replaces the days that it names for the people that it names, and no other', async () => {
		const { db, lin, wang } = await centre();
		await imported(
			db,
			'staff_no,date,shift\n2001,2026-11-23,a\n2001,2026-11-24,a\n2002,2026-11-23,a'
		);
		const again = 'staff_no,date,shift\n2001,2026-11-23,b\n2002,2026-11-23,休\n2002,2026-11-25,off';
		expect(await imported(db, again)).toMatchObject({ new: 0, changed: 2, same: 1 });
		expect(await imported(db, again)).toMatchObject({ new: 0, changed: 0, same: 3 });
		const rows = await db.read.select().from(rosterDays).orderBy(rosterDays.day);
		expect(rows).toEqual([
			{ userId: lin, day: 20261123, shift: 'b' },
			{ userId: lin, day: 20261124, shift: 'a' }
		]);
		expect(rows.some(({ userId }) => userId === wang)).toBe(false);
	});

	it('holds rows with their reason and takes the others; a trial keeps nothing', async () => {
		const { db, before } = await centre();
		const text = [
			'staff_no,date,shift',
			'9999,2026-11-23,',
			',2026-11-23,',
			'2001,,',
			'2001,2026-02-30,',
			'2001,2050-01-01,',
			`2001,2026-11-23,${'x'.repeat(33)}`,
			'2001,2026-11-23,,,surplus',
			'2001,2026-11-23,a',
			'2001,2026-11-23,b',
			'2001,2026-11-23,a',
			'20\u000001,2026-11-23,a'
		].join('\n');
		const trial = await imported(db, text, true);
		expect(trial).toMatchObject({ read: 11, new: 1, same: 1, held: 9 });
		expect(await db.read.$count(rosterDays)).toBe(0);
		expect(await db.read.$count(auditEntries)).toBe(before);
		expect((await imported(db, text)).items.map(({ line, reason }) => [line, reason])).toEqual([
			[2, 'staff-no-unknown'],
			[3, 'staff-no-missing'],
			[4, 'date-missing'],
			[5, 'date-invalid'],
			[6, 'out-of-reach'],
			[7, 'shift-invalid'],
			[8, 'too-many-cells'],
			[9, undefined],
			[10, 'named-twice'],
			[11, undefined],
			[12, 'staff-no-unknown']
		]);
		expect(await db.read.$count(rosterDays)).toBe(1);
	});

	it('refuses what is no roster', async () => {
		const { db } = await centre();
		const outcome = await importRoster(contextOf(db), bytes('a,b\n1,2'), { dryRun: false });
		expect(outcome).toMatchObject({ refusal: 'table-unreadable' });
	});

	it('is for heads and administrators', async () => {
		const { db, before } = await centre();
		const file = bytes('staff_no,date\n2001,2026-11-23');
		const as = (role: Role): Actor => ({
			id: '01950000-0000-7000-8000-000000000001',
			name: role,
			grants: [{ role, teamId: null, departmentId: null }]
		});
		for (const role of ['agent', 'team-lead', 'technician', 'auditor'] as const)
			for (const dryRun of [true, false])
				expect(await importRoster(contextOf(db, as(role)), file, { dryRun })).toEqual({
					ok: false,
					refusal: 'not-allowed'
				});
		expect(await db.read.$count(auditEntries)).toBe(before);
		const head = contextOf(db, as('department-head'));
		expect(await importRoster(head, file, { dryRun: false })).toMatchObject({ ok: true });
	});
});
