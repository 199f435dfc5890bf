import { describe, expect, it } from 'vitest';
import { scopeOf } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import type { RecordingFilter } from '#lib/recordings/filter.ts';
import { teamsInScope } from '#lib/recordings/server/library-people.ts';
import { PAGE_ROWS, recordingPage } from '#lib/recordings/server/queries.ts';
import { addRecording, exampleCentre, zone, type Place } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const minute = (n: number) => new Date(Date.UTC(2026, 2, 2, 1, n));

async function idsFor(db: Db, actor: Actor, filter: RecordingFilter = {}) {
	const scope = scopeOf(actor, 'recording.list');
	const { rows } = await recordingPage(db.read, { scope, filter, zone });
	return rows.map((row) => row.id);
}

/** One call each by Lin and Wei (North) and Hao (South), and one of nobody, minute by minute. */
async function fourCalls() {
	const db = await testDatabase();
	const centre = await exampleCentre(db);
	const call = (n: number, agentId: string | null, place?: Place, more = {}) =>
		addRecording(db, { agentId, startedAt: minute(n), ...(place && { place }), ...more });
	const ids = {
		lin: await call(1, centre.lin.id, centre.north, {
			kind: 'call-back',
			direction: 'outbound',
			queue: 'Heating',
			durationMs: 30_000,
			customerMasked: '138****0012'
		}),
		wei: await call(2, centre.wei.id, centre.north, { verdict: 'empty', queue: 'Billing' }),
		hao: await call(3, centre.hao.id, centre.south, {
			reviewState: 'reviewed',
			queue: 'Heating',
			durationMs: 600_000
		}),
		nobody: await call(4, null)
	};
	return { db, centre, ids, call };
}

describe('the library shows, newest first', () => {
	it('an agent own calls, a lead the team, a head the department, the auditor all', async () => {
		const { db, centre, ids } = await fourCalls();
		expect(await idsFor(db, centre.lin.actor)).toEqual([ids.lin]);
		expect(await idsFor(db, centre.omar.actor)).toEqual([ids.wei, ids.lin]);
		expect(await idsFor(db, centre.sun.actor)).toEqual([ids.hao]);
		expect(await idsFor(db, centre.ana.actor)).toEqual([ids.hao, ids.wei, ids.lin]);
		expect(await idsFor(db, centre.auditor.actor)).toEqual([ids.nobody, ids.hao, ids.wei, ids.lin]);
	});

	it('nothing to those whose role reaches no call', async () => {
		const { db } = await fourCalls();
		const grants = [{ role: 'technician' as const, teamId: null, departmentId: null }];
		expect(await idsFor(db, { id: 'x', name: 'x', grants })).toEqual([]);
	});

	it('a lead also the own calls made in another team, each once', async () => {
		const { db, centre, ids, call } = await fourCalls();
		const elsewhere = await call(5, centre.omar.id, centre.south);
		const inOwnTeam = await call(6, centre.omar.id, centre.north);
		expect(await idsFor(db, centre.omar.actor)).toEqual([inOwnTeam, elsewhere, ids.wei, ids.lin]);
	});

	it('only the current revision of a recording', async () => {
		const { db, centre, ids, call } = await fourCalls();
		await call(7, centre.lin.id, centre.north, { current: false });
		expect(await idsFor(db, centre.lin.actor)).toEqual([ids.lin]);
	});
});

describe('each filter narrows, and never widens the scope', () => {
	it.each<[string, RecordingFilter, string[]]>([
		['kind', { kind: 'call-back' }, ['lin']],
		['direction', { direction: 'outbound' }, ['lin']],
		['queue', { queue: 'Heating' }, ['hao', 'lin']],
		['queue of another case', { queue: 'heating' }, []],
		['duration from', { minMs: 600_000 }, ['hao']],
		['duration to', { maxMs: 30_000 }, ['lin']],
		['last digits of the masked number', { numberEnd: '0012' }, ['lin']],
		['hidden digits of the number', { numberEnd: '8000' }, []],
		['verdict', { verdict: 'empty' }, ['wei']],
		['verdict ok', { verdict: 'ok', queue: 'Heating' }, ['hao', 'lin']],
		['state', { state: 'reviewed' }, ['hao']],
		['agent by staff number', { agent: 'A1' }, ['lin']],
		['agents by part of a name', { agent: 'person a' }, ['hao', 'wei', 'lin']],
		['an agent nobody knows', { agent: 'A9' }, []],
		['a wildcard as text', { agent: '%' }, []],
		['search for a queue', { q: 'heat' }, ['hao', 'lin']],
		['search for a person or a queue', { q: 'b' }, ['wei']],
		['search and agent together', { q: 'heat', agent: 'A1' }, ['lin']],
		['search without a hit', { q: 'nothing like it' }, []],
		['day from', { from: 20260303 }, []],
		['day to', { to: 20260302 }, ['hao', 'wei', 'lin']],
		['day to before', { to: 20260301 }, []]
	])('by %s', async (_, filter, expected) => {
		const { db, centre, ids } = await fourCalls();
		const byHead = await idsFor(db, centre.ana.actor, filter);
		expect(byHead).toEqual(expected.map((name) => ids[name as keyof typeof ids]));
		const byLead = await idsFor(db, centre.sun.actor, filter);
		expect(byLead).toEqual(byHead.filter((id) => id === ids.hao));
	});

	it('by team: the teams that may be chosen, and no row of another for a forged choice', async () => {
		const { db, centre, ids } = await fourCalls();
		const filter = { teamId: centre.south.teamId };
		expect(await idsFor(db, centre.ana.actor, filter)).toEqual([ids.hao]);
		expect(await idsFor(db, centre.omar.actor, filter)).toEqual([]);
		const choices = await teamsInScope(db.read, scopeOf(centre.omar.actor, 'recording.list'));
		expect(choices).toEqual([{ id: centre.north.teamId, name: 'North' }]);
	});
});

describe('pages', () => {
	it('follow each other without gap or repeat, through rows of one instant', async () => {
		const { db, centre, call } = await fourCalls();
		for (let n = 0; n < PAGE_ROWS + 7; n++) await call(20, centre.lin.id, centre.north);
		const scope = scopeOf(centre.omar.actor, 'recording.list');
		const first = await recordingPage(db.read, { scope, filter: {}, zone });
		expect(first.rows).toHaveLength(PAGE_ROWS);
		const cursor = first.next!;
		const second = await recordingPage(db.read, { scope, filter: {}, zone, cursor });
		expect(second).toMatchObject({ next: undefined, rows: { length: 9 } });
		const all = [...first.rows, ...second.rows].map((row) => row.id);
		expect(new Set(all).size).toBe(PAGE_ROWS + 9);
	});

	it('look for what no index answers in slices, and go on where they stopped', async () => {
		const { db, centre, ids, call } = await fourCalls();
		for (let n = 0; n < 40; n++) await call(10 + n, centre.wei.id, centre.north);
		const scope = scopeOf(centre.omar.actor, 'recording.list');
		const asked = { scope, filter: { maxMs: 30_000 }, zone, sliceRows: 7 };
		const first = await recordingPage(db.read, asked);
		expect(first.rows).toEqual([]);
		const second = await recordingPage(db.read, { ...asked, cursor: first.next! });
		expect(second.rows.map((row) => row.id)).toEqual([ids.lin]);
		expect(second.next).toBeUndefined();
		const common = { ...asked, filter: { maxMs: 90_000 } };
		const page = await recordingPage(db.read, common);
		expect(page.rows).toHaveLength(35);
		const rest = await recordingPage(db.read, { ...common, cursor: page.next! });
		expect(rest).toMatchObject({ next: undefined, rows: { length: 7 } });
	});

	it('carry what the list shows and no more', async () => {
		const { db, centre, ids } = await fourCalls();
		const scope = scopeOf(centre.lin.actor, 'recording.list');
		const { rows } = await recordingPage(db.read, { scope, filter: {}, zone });
		expect(rows).toEqual([
			{
				id: ids.lin,
				startedAt: minute(1),
				agent: 'Person A1',
				staffNo: 'A1',
				team: 'North',
				direction: 'outbound',
				kind: 'call-back',
				durationMs: 30_000,
				queue: 'Heating',
				number: '138****0012',
				verdict: 'ok',
				state: 'none'
			}
		]);
	});
});
