import { describe, expect, it } from 'vitest';
import { todayFor } from '#lib/assessments/server/today.ts';
import { recordOverdue } from '#lib/duty/server/overdue.ts';
import { replaceAssignment } from '#lib/duty/server/replace.ts';
import { systemActor, type Role } from '#lib/people/role.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addRecording, exampleCentre, type Person } from '../fixtures/example-centre.ts';
import {
	checked,
	contextOf,
	drafted,
	drawnCentre,
	morning,
	reviewed,
	selfDue,
	spotDue,
	taskIn,
	type DrawnCentre
} from '../fixtures/drawn-centre.ts';
import { testDatabase } from '../support/database.ts';

const todayOf = ({ db }: Pick<DrawnCentre, 'db'>, who: Person, query = '', now = morning) =>
	todayFor(contextOf(db, who, now), new URLSearchParams(query));
const queueOf = async (day: DrawnCentre, who: Person, query = '', now = morning) =>
	(await todayOf(day, who, query, now)).queue!;

/** Omar puts Wei's call aside; nothing else of Wei can be drawn. */
const putAside = async (day: DrawnCentre) =>
	replaceAssignment(contextOf(day.db, day.omar), {
		assignmentId: (await taskIn(day, day.spotDraw, day.calls.ofWei)).id,
		reason: 'wrong-agent',
		words: ''
	});

describe('the own queue', () => {
	it('holds the own tasks by due time, then by the call’s, and starts with the first', async () => {
		const day = await drawnCentre();
		const queue = await queueOf(day, day.omar);
		expect(queue.rows.map(({ recordingId, kind, state }) => [recordingId, kind, state])).toEqual([
			[day.calls.ofWei, 'spot-check', 'open'],
			[day.calls.ofLin, 'spot-check', 'open'],
			// The own call that he took, to be checked by himself.
			[day.calls.ofOmar, 'self-check', 'open']
		]);
		expect(queue.rows[0]).toMatchObject({
			...{ stratum: 'any', round: 0, substituteReason: null },
			plan: { key: 'daily-spot-check', rule: { name: { 'zh-CN': '日抽查' } } },
			dueAt: spotDue
		});
		expect(queue.next?.recordingId).toBe(day.calls.ofWei);
		expect(queue.counts).toEqual({
			...{ open: 3, overdue: 0, today: 3, drafts: 0, done: 0, replaced: 0 }
		});
	});

	it('tells drafts, done, overdue and done late apart', async () => {
		const day = await drawnCentre();
		await drafted(day, await taskIn(day, day.spotDraw, day.calls.ofWei));
		const late = await taskIn(day, day.spotDraw, day.calls.ofLin);
		const stateAt = async (now: Date, query = '') =>
			(await queueOf(day, day.omar, query, now)).rows.map(({ state }) => state);
		expect(await stateAt(new Date(spotDue.getTime() - 1))).toEqual(['draft', 'open', 'open']);
		expect(await stateAt(spotDue)).toEqual(['overdue', 'overdue', 'open']);
		expect((await queueOf(day, day.omar, '', spotDue)).counts).toMatchObject({
			...{ open: 3, overdue: 2, today: 1, drafts: 1, done: 0 }
		});
		const scheduler = { ...contextOf(day.db, day.omar, spotDue), actor: systemActor('scheduler') };
		await recordOverdue(scheduler);
		// The fact stands, whatever the clock says afterwards.
		expect(await stateAt(morning, 'show=overdue')).toEqual(['overdue', 'overdue']);
		const reviewId = await reviewed(day, late, spotDue);
		expect((await queueOf(day, day.omar, 'show=done', spotDue)).rows).toMatchObject([
			{ reviewId, state: 'done-late' }
		]);
		expect(await stateAt(spotDue)).toEqual(['overdue', 'open']);
	});

	it('keeps what the person put aside, with the reason, and narrows by plan and agent', async () => {
		const day = await drawnCentre();
		expect(await putAside(day)).toMatchObject({ ok: true });
		const aside = await queueOf(day, day.omar, 'show=replaced');
		expect(aside.rows).toMatchObject([{ state: 'replaced', reason: 'wrong-agent' }]);
		expect(aside.reasons).toEqual([{ reason: 'wrong-agent', count: 1 }]);
		expect(aside.counts).toMatchObject({ open: 2, replaced: 1 });
		const narrowed = async (query: string) => (await queueOf(day, day.omar, query)).rows.length;
		expect(await narrowed(`agent=${day.lin.id}`)).toBe(1);
		expect(await narrowed(`agent=${day.wei.id}`)).toBe(0);
		expect(await narrowed(`agent=${day.hao.id}`)).toBe(0);
		expect(await narrowed('plan=daily-spot-check')).toBe(1);
		expect(await narrowed('plan=daily-self-check')).toBe(1);
		expect(await narrowed('plan=weekly-audit')).toBe(0);
		expect(await narrowed('plan=unknown%00&agent=%00&after=x')).toBe(2);
	});

	it('goes on page by page where many wait', async () => {
		const day = await drawnCentre();
		const first = await queueOf(day, day.omar);
		const { dueAt, startedAt, id } = first.rows[0]!;
		const after = `after=${dueAt.getTime()}_${startedAt.getTime()}_${id}`;
		const rest = await queueOf(day, day.omar, after);
		expect(rest.rows.map((row) => row.id)).toEqual(first.rows.slice(1).map((row) => row.id));
		expect(rest.counts).toEqual(first.counts);
	});

	it('tells the head of a blind task no agent, nor finds one by a name, before it is done', async () => {
		const day = await drawnCentre();
		const queue = await queueOf(day, day.ana, 'plan=weekly-audit');
		expect(queue.rows.length).toBeGreaterThan(0);
		for (const row of queue.rows)
			expect(row).toMatchObject({
				kind: 'weekly-audit',
				agentId: null,
				agent: null,
				staffNo: null
			});
		expect(queue.rows.map(({ agentNumber }) => agentNumber)).not.toContain(null);
		const page = JSON.stringify(queue);
		for (const { id, staffNo } of [day.lin, day.wei, day.hao]) {
			expect(page).not.toContain(id);
			expect(page).not.toContain(`Person ${staffNo}`);
		}
		const task = await taskIn(day, day.auditDraw, queue.rows[0]!.recordingId);
		const byAgent = `plan=weekly-audit&agent=${task.agentId}`;
		expect((await queueOf(day, day.ana, byAgent)).rows).toEqual([]);
		await reviewed(day, task);
		const done = await queueOf(day, day.ana, 'show=done');
		expect(done.rows).toMatchObject([{ agentId: task.agentId, state: 'done' }]);
	});

	it('is an agent’s own checks, and nobody’s who never had a task', async () => {
		const day = await drawnCentre();
		const queue = await queueOf(day, day.lin);
		expect(queue.rows).toMatchObject([
			{ kind: 'self-check', agentId: day.lin.id, recordingId: day.calls.ofLin, dueAt: selfDue }
		]);
		expect((await todayOf(day, day.auditor)).queue).toBeUndefined();
		await checked(day, await taskIn(day, day.selfDraw, day.calls.ofLin));
		expect(await queueOf(day, day.lin)).toMatchObject({ rows: [], counts: { open: 0, done: 1 } });
	});
});

describe('the lead’s Today', () => {
	it('says what was drawn of the own team and why somebody is short, and nothing of another', async () => {
		const day = await drawnCentre();
		await putAside(day);
		const { lead } = await todayOf(day, day.omar);
		const spot = lead!.newest.find(({ kind }) => kind === 'spot-check')!;
		expect(spot).toMatchObject({ expected: 3, drawn: 2, replaced: 1, short: 1, shortUnits: 1 });
		expect(spot.named).toMatchObject([
			{ unitId: day.wei.id, standing: 0, wanted: 1, calls: 1, eligible: 1 }
		]);
		expect(JSON.stringify(lead)).not.toContain(day.hao.id);
		expect(lead!.agents.map(({ staffNo }) => staffNo)).toEqual(['A1', 'A2']);
	});

	it('says whose self-checks of yesterday are done, half done or missing', async () => {
		const day = await drawnCentre();
		const saturday = new Date('2026-11-21T01:00:00Z');
		const task = await taskIn(day, day.selfDraw, day.calls.ofLin);
		await checked(day, task, { at: saturday, spentMs: 20_000, coveredPermille: 1000 });
		const { lead } = await todayOf(day, day.omar, '', saturday);
		expect(lead!.yesterday).toBe(20_261_120);
		expect(
			lead!.selfChecks.map(({ staffNo, drawn, done, hasty }) => [staffNo, drawn, done, hasty])
		).toEqual([
			['A1', 1, 1, 1],
			['A2', 1, 0, 0],
			['L1', 1, 0, 0]
		]);
	});

	it('is another lead’s own, and says so before any draw', async () => {
		const day = await drawnCentre();
		const { queue, lead } = await todayOf(day, day.sun, 'show=nonsense');
		expect(queue!.rows.map(({ agentId }) => agentId)).toEqual([day.hao.id]);
		expect(lead!.newest.every(({ units }) => units === 1)).toBe(true);
		const db = await testDatabase();
		const { omar } = await exampleCentre(db);
		const empty = await todayFor(contextOf(db, omar), new URLSearchParams());
		expect(empty.lead).toMatchObject({ newest: [], selfChecks: [] });
		expect(empty.queue).toMatchObject({ rows: [], next: undefined });
		expect(empty.head).toBeUndefined();
	});
});

describe('Today of the others', () => {
	it('gives the head each plan by team and lead, with what was missed and waits for a word', async () => {
		const day = await drawnCentre();
		await reviewed(day, await taskIn(day, day.spotDraw, day.calls.ofLin));
		const scheduler = { ...contextOf(day.db, day.ana, spotDue), actor: systemActor('scheduler') };
		await recordOverdue(scheduler);
		const { head } = await todayOf(day, day.ana, '', spotDue);
		const spot = head!.board.draws.find(({ kind }) => kind === 'spot-check')!;
		const none = { replaced: 0, short: 0 };
		const north = { team: 'North', reviewerId: day.omar.id };
		const missed = { tasks: 1, of: 2, excused: false };
		const south = { team: 'South', reviewerId: day.sun.id };
		const own = { team: 'North', reviewerId: day.ana.id };
		expect(spot.lines).toMatchObject([
			{ ...own, expected: 1, drawn: 1, done: 0, overdue: 1, ...none },
			{ ...north, expected: 2, drawn: 2, done: 1, overdue: 1, missed, ...none },
			{ ...south, expected: 1, drawn: 1, done: 0, overdue: 1, ...none }
		]);
		// Each agent checks for themselves: a line for the team.
		const self = head!.board.draws.find(({ kind }) => kind === 'self-check')!;
		expect(self.lines.map(({ team, reviewerId }) => [team, reviewerId])).toEqual([
			['North', null],
			['South', null]
		]);
		expect(head!.missed).toEqual({ count: 3, more: false });
		expect((await todayOf(day, day.ana, 'every=week', spotDue)).head!.board.draws).toMatchObject([
			{ id: day.auditDraw, kind: 'weekly-audit' }
		]);
		expect((await todayOf(day, day.ana, 'every=month')).head!.board.draws).toEqual([]);
	});

	it('gives an agent the reviews to acknowledge and yesterday’s own calls', async () => {
		const day = await drawnCentre();
		const reviewId = await reviewed(day, await taskIn(day, day.spotDraw, day.calls.ofLin));
		await addRecording(day.db, {
			agentId: day.lin.id,
			place: day.north,
			startedAt: new Date('2026-11-22T02:00:00Z')
		});
		// The own check of the same call comes first.
		expect((await todayOf(day, day.lin)).agent!.toAcknowledge).toEqual([]);
		await checked(day, await taskIn(day, day.selfDraw, day.calls.ofLin));
		const { agent, lead } = await todayOf(day, day.lin);
		expect(lead).toBeUndefined();
		expect(agent!.toAcknowledge.map(({ id }) => id)).toEqual([reviewId]);
		expect(agent).toMatchObject({ callsYesterday: 1, yesterday: 20_261_122 });
		const other = await todayOf(day, day.wei);
		expect(other.agent!.toAcknowledge).toEqual([]);
	});

	it('gives auditor, administrator and technician their part', async () => {
		const day = await drawnCentre();
		const as = (role: Role) => ({
			...day.lin,
			actor: { id: newId(), name: role, grants: [{ role, teamId: null, departmentId: null }] }
		});
		const { auditor } = await todayOf(day, day.auditor);
		expect(auditor!.entries).toBeGreaterThan(0);
		const { administrator, queue } = await todayOf(day, as('administrator'));
		expect(queue).toBeUndefined();
		expect(administrator!.steps.map(({ key, done }) => [key, done])).toEqual([
			['agents', true],
			['leads', true],
			['source', false],
			['recordings', true],
			['draw', true]
		]);
		const { technician } = await todayOf(day, as('technician'));
		expect(technician).toEqual({ sources: [] });
	});
});
