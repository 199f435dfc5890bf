import { setTimeout as sleep } from 'node:timers/promises';
import { asc, eq } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { jobsPage } from '#lib/jobs/server/queries.ts';
import { startJobs, type Job } from '#lib/jobs/server/runner.ts';
import { claimSlot, failSlot, finishSlot, LostLease } from '#lib/jobs/server/runs.ts';
import { schedule } from '#lib/jobs/server/schedule.ts';
import { jobRuns } from '#lib/jobs/server/schema.ts';
import { systemActor } from '#lib/people/role.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { createLogger } from '#lib/platform/server/logger.ts';
import { ensureStandardPlans } from '#lib/sampling/server/plans.ts';
import { draws, plans } from '#lib/sampling/server/schema.ts';
import { addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { jobContext } from '../support/job-context.ts';
import { testDatabase } from '../support/database.ts';

const actor = systemActor('scheduler');
const logger = createLogger('silent');

/** A clock that the test sets. */
const clockAt = (text: string) => ({ now: new Date(text) });

function run(db: Db, clock: { now: Date }, jobs: readonly Job[] = schedule) {
	const running = startJobs({
		context: () => jobContext({ db, actor, now: clock.now, zone }),
		logger,
		jobs,
		tickMs: 20
	});
	onTestFinished(() => running.stop());
	return running;
}

const runsOf = (db: Db, job: string) =>
	db.read.select().from(jobRuns).where(eq(jobRuns.job, job)).orderBy(asc(jobRuns.slot));

/** Waits for what a tick does; fails the test after 10 s. */
async function until(met: () => Promise<boolean>) {
	for (let waited = 0; waited < 10_000; waited += 25) {
		if (await met()) return;
		await sleep(25);
	}
	throw new Error('nothing of the kind happened in 10 s');
}

function aJob(overrides: Partial<Job> = {}): Job & { ran: string[] } {
	const ran: string[] = [];
	return {
		ran,
		name: 'morning',
		leaseMs: 60_000,
		pattern: '0 6 * * *',
		run: (_context, slot) => Promise.resolve(void ran.push(slot.toISOString())),
		...overrides
	};
}

describe('the schedule', () => {
	it('draws at six for the day before, by a clock moved by configuration', async () => {
		const db = await testDatabase();
		const { lin, north } = await exampleCentre(db);
		await ensureStandardPlans({ db, actor, now: new Date('2026-11-20T00:00:00Z'), zone });
		await addRecording(db, {
			agentId: lin.id,
			place: north,
			startedAt: new Date('2026-11-20T02:00:00Z')
		});
		const clock = clockAt('2026-11-20T21:59:59Z');
		run(db, clock);
		const drawn = async () => {
			const rows = await db.read
				.select({ plan: plans.key, period: draws.period, by: draws.drawnBy })
				.from(draws)
				.innerJoin(plans, eq(plans.id, draws.planId))
				.orderBy(asc(draws.period), asc(plans.key));
			return rows.map(({ plan, period }) => `${plan} ${period}`);
		};
		const daysBefore = [
			'weekly-audit 20261109',
			'daily-self-check 20261119',
			'daily-spot-check 20261119'
		];
		await until(async () => (await drawn()).length === 3);
		expect(await drawn()).toEqual(daysBefore);
		clock.now = new Date('2026-11-20T22:00:00Z');
		await until(async () => (await drawn()).length === 4);
		expect(await drawn()).toEqual([...daysBefore, 'daily-spot-check 20261120']);
		clock.now = new Date('2026-11-20T22:15:00Z');
		await until(async () => (await drawn()).length === 5);
		expect((await drawn()).slice(3)).toEqual([
			'daily-self-check 20261120',
			'daily-spot-check 20261120'
		]);
	});
});

describe('a job', () => {
	it('begins with the last due slot, not with the whole past', async () => {
		const db = await testDatabase();
		const job = aJob();
		run(db, clockAt('2026-11-21T04:00:00Z'), [job]);
		await until(async () => job.ran.length > 0);
		await sleep(100);
		expect(job.ran).toEqual(['2026-11-20T22:00:00.000Z']);
	});

	it('runs its newest slot after a gap, and forgets runs of a week ago', async () => {
		const db = await testDatabase();
		const job = aJob({ pattern: '0 * * * *' });
		const clock = clockAt('2026-11-11T04:30:00Z');
		run(db, clock, [job]);
		await until(async () => job.ran.length === 1);
		clock.now = new Date('2026-11-21T04:30:00Z');
		await until(async () => job.ran.length === 2);
		expect(job.ran).toEqual(['2026-11-11T04:00:00.000Z', '2026-11-21T04:00:00.000Z']);
		await until(async () => (await runsOf(db, 'morning')).length === 1);
	});

	it('that fails is tried again after a pause, and its error is kept until then', async () => {
		const db = await testDatabase();
		let attempts = 0;
		const job = aJob({
			run: () =>
				++attempts < 3 ? Promise.reject(new Error(`no ${attempts}`)) : Promise.resolve('yes')
		});
		const clock = clockAt('2026-11-21T04:00:00Z');
		run(db, clock, [job]);
		const state = async () => (await runsOf(db, 'morning'))[0];
		await until(async () => (await state())?.state === 'failed');
		expect((await state())!.result).toEqual({ error: 'no 1', attempts: 1 });
		clock.now = new Date(clock.now.getTime() + 9999);
		await sleep(100);
		expect(attempts).toBe(1);
		clock.now = new Date(clock.now.getTime() + 1);
		await until(async () => ((await state())?.result as { attempts?: number })?.attempts === 2);
		clock.now = new Date(clock.now.getTime() + 20_000);
		await until(async () => (await state())?.state === 'done');
		expect((await state())!.result).toBe('yes');
	});

	it('goes on by a clock that stepped back, and does no slot twice', async () => {
		const db = await testDatabase();
		const job = aJob();
		const clock = clockAt('2026-11-21T22:00:00Z');
		run(db, clock, [job]);
		await until(async () => job.ran.length === 1);
		clock.now = new Date('2026-11-20T00:00:00Z');
		await until(async () => job.ran.length === 2);
		clock.now = new Date('2026-11-20T22:00:00Z');
		await until(async () => job.ran.length === 3);
		clock.now = new Date('2026-11-21T22:00:01Z');
		await sleep(100);
		expect(job.ran).toEqual([
			'2026-11-21T22:00:00.000Z',
			'2026-11-19T22:00:00.000Z',
			'2026-11-20T22:00:00.000Z'
		]);
	});
});

describe('a slot', () => {
	const slot = new Date('2026-11-20T22:00:00Z');
	const now = new Date('2026-11-20T22:00:01Z');
	const later = new Date('2026-11-20T22:05:00Z');
	const claim = (owner: string) => ({ job: 'morning', slot, owner });
	const take = (db: Db, owner: string, at: Date) =>
		db.tx((tx) => claimSlot(tx, claim(owner), { now: at, leaseMs: 60_000 }));

	it('belongs to one process until its lease is over, then to who takes it', async () => {
		const db = await testDatabase();
		expect(await take(db, 'a', now)).toBe(true);
		expect(await take(db, 'b', now)).toBe(false);
		expect(await take(db, 'b', later)).toBe(true);
		const finish = (owner: string) =>
			db.tx((tx) => finishSlot(tx, claim(owner), { now: later, result: null }));
		await expect(finish('a')).rejects.toBeInstanceOf(LostLease);
		await finish('b');
		expect(await take(db, 'a', new Date('2027-01-01T00:00:00Z'))).toBe(false);
	});

	it('is not failed by a process that lost it', async () => {
		const db = await testDatabase();
		await take(db, 'a', now);
		await take(db, 'b', later);
		await db.tx((tx) => failSlot(tx, claim('a'), { now: later, error: 'late' }));
		expect((await runsOf(db, 'morning'))[0]).toMatchObject({ state: 'running', owner: 'b' });
	});
});

describe('the page of jobs', () => {
	it('shows each job’s next slot and newest runs', async () => {
		const db = await testDatabase();
		const context = { db, actor, now: new Date('2026-11-21T04:00:00Z'), zone };
		const empty = await jobsPage(context);
		expect(empty.runs).toEqual([]);
		expect(empty.jobs.map(({ name }) => name)).toEqual(schedule.map(({ name }) => name));
		const next = Object.fromEntries(
			empty.jobs.map(({ name, next: slot, last }) => [name, [slot?.toISOString(), last]])
		);
		expect(next).toMatchObject({
			draws: ['2026-11-21T04:01:00.000Z', undefined],
			'top-ups': ['2026-11-21T04:15:00.000Z', undefined],
			'end-sessions': ['2026-11-21T04:17:00.000Z', undefined]
		});
		// Looking writes nothing.
		expect(await db.read.$count(plans)).toBe(0);
	});
});
