/** The custody report of one recording, on the page, as JSON and as PDF; and who could hear it on a past day. */
import { isHttpError } from '@sveltejs/kit';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { appendAudit } from '#lib/audit/server/append.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { hearersOn } from '#lib/custody/server/hearers.ts';
import { scrub } from '#lib/custody/server/scrub.ts';
import { systemActor, type Actor } from '#lib/people/role.ts';
import { renamePerson } from '#lib/people/server/records.ts';
import { roleGrants } from '#lib/people/server/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { entrust } from '#lib/recordings/server/entrustments.ts';
import { openPlay, reportPlay } from '#lib/recordings/server/plays.ts';
import { load } from '../../src/routes/recordings/[id]/custody/+page.server.ts';
import { GET as asJson } from '../../src/routes/recordings/[id]/custody.json/+server.ts';
import { GET as asPdf } from '../../src/routes/recordings/[id]/custody.pdf/+server.ts';
import { addPerson, zone } from '../fixtures/example-centre.ts';
import { flipByte, storedRecordings } from '../fixtures/stored-recordings.ts';
import { commandLine } from '../support/command-line.ts';
import { testDatabase } from '../support/database.ts';

const day = (n: number, hour = 2) => new Date(Date.UTC(2026, 2, n, hour));

interface Told {
	storedFault: string | null;
	lastLook: { found: string } | null;
	lines: {
		kind: string;
		actor: string;
		name: string | null;
		roles: string[];
		reason?: string;
		facts: Record<string, unknown>;
	}[];
}

async function centre() {
	const db = await testDatabase();
	const stored = await storedRecordings(db, 0);
	const fileName = 'in-13812348000-20260301.wav';
	const recording = await stored.add(0, { fileName, importedAt: day(1, 3) });
	const ask = async (
		route: typeof asJson | typeof asPdf | typeof load,
		actor: Actor,
		now: Date,
		search = ''
	) => {
		const url = new URL(`http://localhost/${search}`);
		const locals = { db, actor, now, zone, runtime: { store: stored.store } };
		const event = { locals, params: { id: recording.id }, url, request: new Request(url) };
		try {
			return await route(event as never);
		} catch (error) {
			if (isHttpError(error)) return error.status;
			throw error;
		}
	};
	const told = async (actor: Actor, now: Date) =>
		(await ((await ask(asJson, actor, now)) as Response).json()) as Told;
	return { db, ...stored, recording, ask, told };
}

it('tells every act with the name and roles of that time, and what became of the file', async () => {
	const { db, store, recording, ask, told, centre: cast } = await centre();
	const { id } = recording;
	await db.tx((tx) =>
		appendAudit(
			{ tx, actor: systemActor('importer'), now: day(1, 3) },
			{
				kind: 'recording.imported',
				subject: `recording:${id}`,
				facts: { sha256: recording.sha256 }
			}
		)
	);
	const omar = { db, actor: cast.omar.actor, now: day(3), zone };
	const opened = await openPlay(omar, id);
	if (!opened.ok) throw new Error(opened.refusal);
	const report = { ranges: [[0, 20_000]] as [number, number][], closing: true };
	const heard = { playId: opened.value.playId, recordingId: id, report };
	await reportPlay({ ...omar, now: new Date(day(3).getTime() + 30_000) }, heard);
	await openPlay({ ...omar, actor: cast.ana.actor, now: day(4) }, id);
	await db.tx(async (tx) => {
		const { actor: ana } = cast.ana;
		await appendAudit(
			{ tx, actor: ana, now: day(5) },
			{ kind: 'hold.placed', subject: `recording:${id}`, reason: '纠纷调查 13812348000' }
		);
		await renamePerson({ tx, actor: ana, now: day(6) }, cast.omar.id, '王奥马');
		await tx
			.update(roleGrants)
			.set({ to: day(7) })
			.where(eq(roleGrants.userId, cast.omar.id));
	});

	const first = await told(cast.auditor.actor, day(9));
	expect(first.lines.map(({ kind }) => kind)).toEqual([
		'recording.imported',
		'recording.played',
		'recording.played',
		'hold.placed'
	]);
	const [imported, played, open, held] = first.lines;
	expect(imported).toMatchObject({ actor: 'system:importer', name: null });
	expect(played).toMatchObject({
		name: 'Person L1',
		roles: [`team-lead:${cast.north.teamId}`],
		facts: { ranges: [[0, 20_000]], heardMs: 20_000 }
	});
	expect(open).toMatchObject({ actor: cast.ana.id, facts: { open: true } });
	expect(held!.reason).toContain('纠纷调查');
	expect([first.storedFault, first.lastLook]).toEqual([null, null]);
	expect(JSON.stringify(first)).toContain('in-138****8000-20260301.wav');
	expect(JSON.stringify(first)).not.toContain('in-13812348000');

	flipByte(store.localPath(recording.sha256)!);
	const context = { db, actor: systemActor('scheduler'), now: day(10), zone, store };
	await scrub(context, { share: 1000, settleMs: 0 });
	const second = await told(cast.auditor.actor, day(11));
	expect(second.lines.map(({ kind }) => kind).slice(4)).toEqual([
		'custody.exported',
		'incident.reported'
	]);
	expect(second).toMatchObject({ storedFault: 'different', lastLook: { found: 'changed' } });

	const pdf = (await ask(asPdf, cast.auditor.actor, day(12))) as Response;
	const bytes = Buffer.from(await pdf.arrayBuffer());
	expect(pdf.headers.get('content-type')).toBe('application/pdf');
	expect([bytes.subarray(0, 5).toString(), bytes.length < 300_000]).toEqual(['%PDF-', true]);
	const exports = await db.read.$count(auditEntries, eq(auditEntries.kind, 'custody.exported'));
	expect(exports).toBe(3);

	// Omar leads nobody any more; technicians, administrators and agents have no part in it.
	const omarNow = { ...cast.omar.actor, grants: [] };
	const technician = await addPerson(db, { staffNo: 'T1', role: 'technician' });
	for (const [actor, status] of [
		[omarNow, 404],
		[cast.sun.actor, 404],
		[cast.lin.actor, 404],
		[technician.actor, 404]
	] as const) {
		expect(await ask(asJson, actor, day(12))).toBe(status);
		expect(await ask(asPdf, actor, day(12))).toBe(status);
		expect(await ask(load, actor, day(12))).toBe(status);
	}
	expect(await db.read.$count(auditEntries, eq(auditEntries.kind, 'custody.exported'))).toBe(3);
});

it('who could hear it on a past day follows roles, tasks, accounts and custody of that day', async () => {
	const { db, dataDir, recording, ask, centre: cast } = await centre();
	const { id } = recording;
	const asked = { db, now: day(20), zone };
	const namesOn = async (n: number) => {
		const outcome = await hearersOn(asked, id, 20260300 + n);
		return outcome.ok ? outcome.value.hearers.map(({ staffNo }) => staffNo) : outcome.refusal;
	};
	await db.tx(async (tx) => {
		await tx
			.update(roleGrants)
			.set({ to: day(5) })
			.where(eq(roleGrants.userId, cast.omar.id));
		await tx.insert(roleGrants).values({
			...{ id: newId(), userId: cast.sun.id, role: 'team-lead', teamId: cast.north.teamId },
			...{ departmentId: null, from: day(5), to: null, grantedBy: 'system:set-up' }
		});
		await entrust(tx, { recordingId: id, userId: cast.wei.id, now: day(7), until: day(8) });
		const entry = (kind: 'person.disabled' | 'person.enabled', now: Date) =>
			appendAudit({ tx, actor: cast.ana.actor, now }, { kind, subject: `user:${cast.lin.id}` });
		await entry('person.disabled', day(9, 0));
		await entry('person.enabled', day(11, 0));
		const closed = (kind: 'restriction.placed' | 'restriction.lifted', now: Date) =>
			appendAudit({ tx, actor: cast.ana.actor, now }, { kind, subject: `recording:${id}` });
		await closed('restriction.placed', day(13, 0));
		await closed('restriction.lifted', day(15, 0));
	});
	expect(await namesOn(1)).toEqual(['A1', 'H1', 'L1']);
	expect(await hearersOn(asked, id, 20260228)).toMatchObject({ value: { hearers: [] } });
	expect(await namesOn(5)).toEqual(['A1', 'H1', 'L1', 'L2']);
	expect(await namesOn(14)).toEqual([]);
	expect(await namesOn(7)).toEqual(['A1', 'A2', 'H1', 'L2']);
	expect(await namesOn(10)).toEqual(['H1', 'L2']);
	expect(await namesOn(21)).toBe('day-to-come');
	expect(await hearersOn(asked, 'nonsense', 20260305)).toMatchObject({ refusal: 'not-found' });

	const page = (search: string) => ask(load, cast.auditor.actor, day(20), search);
	expect(await page('?on=2026-03-07')).toMatchObject({ badDay: false, hearers: { day: 20260307 } });
	expect(await page('?on=2027-01-01')).toMatchObject({ badDay: true });

	const env = { LISTENBACK_DATA: dataDir, DATABASE_URL: db.url, LISTENBACK_ZONE: zone };
	const run = (...args: string[]) => commandLine(env, ['recordings', 'hearers', ...args]);
	const ran = await run(id, '--on', '2026-03-05', '--json');
	const answer = JSON.parse(ran.stdout) as { hearers: { staffNo: string; by: string[] }[] };
	expect(answer.hearers.map(({ staffNo, by }) => `${staffNo} ${by.join()}`)).toEqual([
		'A1 agent',
		'H1 department-head Hotline',
		'L1 team-lead North',
		'L2 team-lead North'
	]);
});
