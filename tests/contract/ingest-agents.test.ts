import { readFileSync, existsSync } from 'node:fs';
import * as path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readAssignments } from '#lib/ingest/server/assignments.ts';
import {
	departments,
	endpointAssignments,
	teamMemberships,
	teams,
	users
} from '#lib/people/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { place, wav } from '../fixtures/wav.ts';
import { closeAnalyser, importBench } from '../support/imports.ts';

afterAll(closeAnalyser);

const table = `extension,agentId,agentName,from,to
3201,a-alice,Alice Ng,2025-03-26T17:00:00Z,
3202,a-bob,Bob Tran,2025-03-27T01:00:00Z,2025-03-27T06:30:00Z
3202,a-chi,Chi Pham,2025-03-27T06:30:00Z,
3203,a-dan,Dan Le,2025-03-27T00:00:00Z,2025-03-27T04:00:10Z
3203,a-eva,Eva Vo,2025-03-27T04:00:05Z,
`;

function assignments(csv = table) {
	const read = readAssignments(csv, 'Asia/Ho_Chi_Minh');
	if (!read.ok) throw new Error(read.refusal);
	return read.value;
}

/** A FreePBX name of a call to or from an extension at an instant, in Ho Chi Minh City. */
function named(type: string, dest: string, from: string, at: string) {
	const epoch = Date.parse(at) / 1000;
	const local = new Date(Date.parse(at) + 7 * 3600_000).toISOString().replace(/[-:]/g, '');
	return `${type}-${dest}-${from}-${local.slice(0, 8)}-${local.slice(9, 15)}-${epoch}.77.wav`;
}

const zone = 'Asia/Ho_Chi_Minh';

async function person(db: Db, staffNo: string, endpoint?: string) {
	const now = new Date('2025-01-01T00:00:00Z');
	const [userId, departmentId, teamId] = [newId(), newId(), newId()];
	await db.tx(async (tx) => {
		await tx.insert(users).values({ id: userId, staffNo, name: staffNo, createdAt: now });
		await tx.insert(departments).values({ id: departmentId, name: `d-${staffNo}`, createdAt: now });
		await tx.insert(teams).values({ id: teamId, departmentId, name: 't', createdAt: now });
		await tx.insert(teamMemberships).values({ id: newId(), userId, teamId, from: now, to: null });
		if (endpoint)
			await tx
				.insert(endpointAssignments)
				.values({ id: newId(), kind: 'extension', endpoint, userId, from: now, to: null });
	});
	return { userId, departmentId, teamId };
}

describe('the agent of a recording', () => {
	it('is told by extension and time from the given table, and nobody is made up', async () => {
		const bench = await importBench(zone);
		const cases: [name: string, seconds: number, id: string | null, codes: string[]][] = [
			[
				named('out', '02079460110', '3201', '2025-03-27T03:05:00Z'),
				1,
				'a-alice',
				['J_NO_CALL_DETAIL']
			],
			[
				named('in', '3203', '07700900123', '2025-03-27T04:00:07Z'),
				1,
				null,
				['A_AMBIGUOUS', 'J_NO_CALL_DETAIL']
			],
			[
				named('in', '3202', '07700900123', '2025-03-27T06:29:58Z'),
				5,
				'a-bob',
				['A_SPANS_HANDOVER', 'J_NO_CALL_DETAIL']
			],
			[
				named('in', '3202', '07700900123', '2025-03-27T06:30:00Z'),
				1,
				'a-chi',
				['J_NO_CALL_DETAIL']
			],
			[
				named('in', '3209', '07700900123', '2025-03-27T06:30:00Z'),
				1,
				null,
				['A_UNRESOLVED', 'J_NO_CALL_DETAIL']
			]
		];
		for (const [name, seconds] of cases) place(bench.tree, name, wav({ seconds }));
		const { item } = await bench.run({ preset: 'freepbx' }, { given: assignments() });
		for (const [name, , id, codes] of cases) {
			const found = item(name);
			expect([name, found.agent?.id ?? null, found.codes]).toEqual([name, id, codes]);
			if (id) expect(found.agent!.method).toBe('assignment');
		}
		expect(item(cases[1]![0]).issues[0]).toMatchObject({ candidates: ['a-dan', 'a-eva'] });
		expect(await bench.db.read.$count(users)).toBe(0);
		const rows = await bench.db.read.select({ agentId: recordings.agentId }).from(recordings);
		expect(rows.every(({ agentId }) => agentId === null)).toBe(true);
	});

	it('is the person of that staff number, placed in their team of that time', async () => {
		const bench = await importBench(zone);
		const alice = await person(bench.db, 'a-alice');
		place(bench.tree, named('out', '02079460110', '3201', '2025-03-27T03:05:00Z'), wav());
		await bench.run({ preset: 'freepbx' }, { given: assignments() });
		const [row] = await bench.db.read.select().from(recordings);
		expect(row).toMatchObject({
			agentId: alice.userId,
			teamId: alice.teamId,
			departmentId: alice.departmentId,
			agentMethod: 'assignment',
			endpoint: '3201'
		});
	});

	it('comes from the people’s own table too', async () => {
		const bench = await importBench(zone);
		const zhang = await person(bench.db, '1007', '3301');
		const name = named('in', '3301', '07700900123', '2025-03-27T03:05:00Z');
		place(bench.tree, name, wav());
		const { item } = await bench.run({ preset: 'freepbx' });
		expect(item(name).agent).toEqual({ id: '1007', ref: '3301', method: 'assignment' });
		const [row] = await bench.db.read.select().from(recordings);
		expect(row!.agentId).toBe(zhang.userId);
	});

	it('is not read from a broken table', () => {
		expect(readAssignments('a,b\n1,2\n', zone)).toMatchObject({ ok: false, refusal: 'no-columns' });
		expect(
			readAssignments('extension,agentId,agentName,from,to\n1,2,x,yesterday,\n', zone)
		).toMatchObject({ ok: false, refusal: 'bad-row', facts: { line: 2 } });
	});

	const sample = path.resolve(
		import.meta.dirname,
		'../../../shared/samples/ingest/freepbx/agent-assignments.csv'
	);
	it.skipIf(!existsSync(sample))('reads the sample table', () => {
		expect(assignments(readFileSync(sample, 'utf8'))).toEqual(assignments());
	});
});

describe('the zone', () => {
	async function many(count: number, zoneAsked: string) {
		const bench = await importBench();
		const names = Array.from({ length: count }, (_, n) =>
			named('in', '3201', `0770090${1000 + n}`, new Date(Date.UTC(2025, 2, 27, 2, n)).toISOString())
		);
		for (const [n, name] of names.entries())
			place(bench.tree, name, wav({ seconds: 0.5, seed: n }));
		const { report } = await bench.run({ preset: 'freepbx', zone: zoneAsked });
		return report;
	}

	it('that most names contradict stops an import from 20 names on, and warns below', async () => {
		const stopped = await many(20, 'UTC');
		expect(stopped).toMatchObject({
			new: 0,
			held: 20,
			zoneCheck: { status: 'mismatch', found: ['+07:00'], blocks: true }
		});
		expect(
			stopped.items.every(({ issues }) => issues.some(({ code }) => code === 'E_TZ_MISMATCH'))
		).toBe(true);
		const warned = await many(11, 'UTC');
		expect(warned).toMatchObject({
			new: 11,
			held: 0,
			zoneCheck: { code: 'W_TZ_MISMATCH', checked: 11, found: ['+07:00'] }
		});
		expect(await many(20, 'Asia/Bangkok')).toMatchObject({
			new: 20,
			zoneCheck: { status: 'agrees', blocks: false }
		});
	});

	it('is needed by a clock without offset; a repeated or skipped hour is held', async () => {
		const bench = await importBench();
		place(bench.tree, '20241103-013000.wav', wav());
		place(bench.tree, '20240310-023000.wav', wav());
		place(bench.tree, '20241103-033000.wav', wav());
		const { item } = await bench.run({ zone: 'America/Chicago' });
		expect(item('20241103-013000.wav').issues[0]).toMatchObject({
			code: 'E_TIME_AMBIGUOUS',
			candidates: ['2024-11-03T06:30:00.000Z', '2024-11-03T07:30:00.000Z']
		});
		expect(item('20240310-023000.wav').codes).toEqual(['E_TIME_NONEXISTENT']);
		expect(item('20241103-033000.wav').startedAt).toBe('2024-11-03T09:30:00.000Z');
		const without = await bench.run({ name: 'nowhere', zone: null });
		expect(without.item('20241103-033000.wav').codes).toEqual(['E_TIME_ZONE_UNKNOWN']);
	});
});
