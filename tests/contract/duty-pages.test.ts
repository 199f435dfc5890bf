import { describe, expect, it } from 'vitest';
import { endHandOver, handOver } from '#lib/duty/server/hand-over.ts';
import { absentees, handOverPage } from '#lib/duty/server/hand-over-list.ts';
import { reassign } from '#lib/duty/server/reassign.ts';
import { replaceAssignment } from '#lib/duty/server/replace.ts';
import { namedPerson, replacementPage, reviewerPage } from '#lib/duty/server/task-pages.ts';
import { aDrawnDay, contextOf, morning, taskOf, type Day } from '../fixtures/duty.ts';
import { addPerson, type Person } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const as = (day: Day, who: Person, now = morning) => contextOf(day.db, who, now);

describe('the page that replaces a call', () => {
	it('is for the reviewer and the head; others get 403 or 404 alike', async () => {
		const day = await aDrawnDay(await testDatabase());
		const { id } = await taskOf(day, day.lin);
		for (const [who, refusal] of [
			[day.sun, 'not-found'],
			[day.lin, 'not-found'],
			[day.auditor, 'not-allowed']
		] as const)
			expect(await replacementPage(as(day, who), id)).toMatchObject({ refusal });
		expect(await replacementPage(as(day, day.omar), 'x')).toMatchObject({ refusal: 'not-found' });
		const page = await replacementPage(as(day, day.omar), id);
		expect(page).toMatchObject({
			ok: true,
			value: {
				task: { agent: 'Person A1', reviewer: 'Person L1', plan: { en: 'Daily spot check' } }
			}
		});
	});

	it('shows the outcome to whoever replaced it, also when the call is out of reach again', async () => {
		const day = await aDrawnDay(await testDatabase());
		const { id } = await taskOf(day, day.lin);
		const to = { assignmentIds: [id], toId: day.sun.id, reason: 'leave' };
		expect((await reassign(as(day, day.ana), to)).ok).toBe(true);
		const wish = { assignmentId: id, reason: 'other', words: 'I know this customer well' } as const;
		expect((await replaceAssignment(as(day, day.sun), wish)).ok).toBe(true);
		const page = await replacementPage(as(day, day.sun), id);
		expect(page).toMatchObject({
			ok: true,
			value: {
				replacement: { reason: 'other', words: wish.words, by: 'Person L2', skipped: [] },
				substitute: { reviewer: 'Person L1', agent: 'Person A1' }
			}
		});
	});

	it('keeps the agent’s name from the reviewer of a blind plan, not from the head', async () => {
		const day = await aDrawnDay(await testDatabase(), { change: { blind: true } });
		const { id } = await taskOf(day, day.lin);
		const own = await replacementPage(as(day, day.omar), id);
		expect(own).toMatchObject({ value: { task: { agent: null } } });
		const heads = await replacementPage(as(day, day.ana), id);
		expect(heads).toMatchObject({ value: { task: { agent: 'Person A1' } } });
	});
});

describe('the page that gives tasks away', () => {
	it('offers the reviewer’s open tasks of the draw, leads and heads, and who had it', async () => {
		const day = await aDrawnDay(await testDatabase());
		const { id } = await taskOf(day, day.lin);
		for (const [who, refusal] of [
			[day.sun, 'not-found'],
			[day.omar, 'not-allowed'],
			[day.auditor, 'not-allowed'],
			[day.wei, 'not-found']
		] as const)
			expect(await reviewerPage(as(day, who), id)).toMatchObject({ refusal });
		const before = await reviewerPage(as(day, day.ana), id);
		if (!before.ok) throw new Error(before.refusal);
		expect(before.value.open.map(({ agent }) => agent).sort()).toEqual(['Person A1', 'Person A2']);
		expect(before.value.receivers.leads.map(({ staffNo }) => staffNo)).toEqual(['L2']);
		expect(before.value.receivers.heads.map(({ staffNo }) => staffNo)).toEqual(['H1']);
		await reassign(as(day, day.ana), { assignmentIds: [id], toId: day.sun.id, reason: 'ill' });
		expect(await reviewerPage(as(day, day.ana), id)).toMatchObject({
			value: { history: [{ from: 'Person L1', to: 'Person L2', by: 'Person H1', reason: 'ill' }] }
		});
	});

	it('finds somebody by staff number before the choice', async () => {
		const day = await aDrawnDay(await testDatabase());
		const find = (id: string, staffNo: string) => namedPerson(day.db.read, { id, staffNo });
		expect(await find(day.sun.id, '')).toBe(day.sun.id);
		expect(await find(day.sun.id, 'L1')).toBe(day.omar.id);
		expect(await find(day.sun.id, 'nobody')).toBe('');
	});
});

describe('the page of hand-overs', () => {
	const LEAVE = { firstDay: 20_261_121, lastDay: 20_261_122, reason: 'leave' };

	it('shows own ones, those one stands in for, and to heads all of the department', async () => {
		const day = await aDrawnDay(await testDatabase());
		const wish = { userId: day.omar.id, deputyId: day.wei.id, ...LEAVE };
		const made = await handOver(as(day, day.omar), wish);
		if (!made.ok) throw new Error(made.refusal);
		const seen = async (who: Person, now = morning) =>
			(await handOverPage(as(day, who, now), null)).rows.map(({ name, state, ends }) => [
				name,
				state,
				ends
			]);
		expect(await seen(day.omar)).toEqual([['Person L1', 'running', true]]);
		expect(await seen(day.ana)).toEqual([['Person L1', 'running', true]]);
		expect(await seen(day.wei)).toEqual([['Person L1', 'running', false]]);
		expect(await seen(day.sun)).toEqual([]);
		expect(await seen(day.omar, new Date('2026-11-22T16:00:00Z'))).toEqual([
			['Person L1', 'over', false]
		]);
		await endHandOver(as(day, day.ana), made.value.handOverId);
		expect(await seen(day.omar)).toEqual([['Person L1', 'ended', false]]);
		const planned = { ...wish, firstDay: 20_261_201, lastDay: 20_261_202 };
		await handOver(as(day, day.omar, new Date(morning.getTime() + 60_000)), planned);
		expect(await seen(day.omar)).toEqual([
			['Person L1', 'planned', true],
			['Person L1', 'ended', false]
		]);
	});

	it('offers the own duty, and to heads those of their leads and fellow heads', async () => {
		const day = await aDrawnDay(await testDatabase());
		await addPerson(day.db, { staffNo: 'H2', role: 'department-head', place: day.north });
		const offered = async (who: Person) =>
			(await absentees(as(day, who))).map(({ staffNo }) => staffNo);
		expect(await offered(day.omar)).toEqual(['L1']);
		expect(await offered(day.ana)).toEqual(['H1', 'L1', 'L2', 'H2']);
		expect(await offered(day.auditor)).toEqual([]);
	});
});
