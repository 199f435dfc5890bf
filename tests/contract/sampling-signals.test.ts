/** What a draw knows of calls and agents from reviews and checks: scores, praise, problems that agents found. */
import { describe, expect, it } from 'vitest';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { evidence, reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { publishStandardRubrics } from '#lib/rubric/server/publish.ts';
import { rubricFor } from '#lib/rubric/server/queries.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';
import { systemActor } from '#lib/people/role.ts';
import { aCentre, at, drawnBy, now, period } from '../fixtures/drawn-day.ts';
import { zone } from '../fixtures/example-centre.ts';
import { aRule } from '../fixtures/plans.ts';

type Review = typeof reviews.$inferInsert;

/** A submitted review as it stands in the table. */
async function reviewed(
	db: Db,
	given: Pick<Review, 'recordingId' | 'agentId' | 'reviewerId'> & Partial<Review>
): Promise<string> {
	await publishStandardRubrics({ db, actor: systemActor('set-up'), now, zone });
	const place = { callKind: 'report', queue: null, teamId: null, businessDay: period } as const;
	const id = newId();
	await db.tx(async (tx) =>
		tx.insert(reviews).values({
			id,
			kind: 'ad-hoc',
			rubricVersionId: (await rubricFor(tx, place))!.versionId,
			rawTenths: 900,
			outcome: 'passed',
			severe: [],
			comment: '',
			callStartedAt: at(9),
			businessMonth: 202_611,
			startedAt: at(10),
			submittedAt: at(10),
			spentMs: 1000,
			heard: [],
			heardMs: 0,
			...given
		})
	);
	return id;
}

const anyReviewed = { ...aRule().eligible, reviewed: 'any' as const };
const poolAlone = (pool: 'praised' | 'self-check-problem'): PlanRule =>
	aRule({ eligible: anyReviewed, strata: [{ pool, percent: 100 }] });

describe('agents below a score', () => {
	it('are those whose mean of 90 days lies below it; the newest revision counts, no score is no low score', async () => {
		const { db, call, lin, wei, hao, omar, sun } = await aCentre();
		for (const who of [lin, wei, hao]) for (const hour of [9, 10, 11]) await call(who, hour);
		const of = async (agent: { id: string }, reviewer: { id: string }, more: Partial<Review>) => {
			const recordingId = await call(agent, 12, { startedAt: at(12, 19) });
			return reviewed(db, { recordingId, agentId: agent.id, reviewerId: reviewer.id, ...more });
		};
		await of(lin, omar, { rawTenths: 799 });
		const first = await of(wei, omar, { rawTenths: 500, kind: 'spot-check' });
		const revised = await call(wei, 13, { startedAt: at(13, 19) });
		await reviewed(db, {
			recordingId: revised,
			agentId: wei.id,
			reviewerId: omar.id,
			rawTenths: 800,
			revision: 2,
			revises: first
		});
		await of(hao, sun, { rawTenths: 100, submittedAt: new Date('2026-08-22T15:59:59Z') });
		const rule = aRule({
			eligible: anyReviewed,
			callsOf: { ...aRule().callsOf, belowScore: 80 }
		});
		const { facts } = await drawnBy(db, rule);
		expect(facts.shares.map(({ unitId }) => unitId)).toEqual([lin.id]);
	});
});

describe('pools', () => {
	it('praised holds what a review or an agent’s check found worth learning from', async () => {
		const { db, call, lin, wei, ana } = await aCentre();
		const [praised] = [await call(lin, 9), await call(lin, 10), await call(wei, 9)];
		const reviewId = await reviewed(db, {
			recordingId: praised,
			agentId: lin.id,
			reviewerId: ana.id
		});
		await db.tx((tx) =>
			tx.insert(evidence).values({
				...{ id: newId(), reviewId, kind: 'highlight', itemKey: null },
				...{ fromMs: 0, toMs: 1000, note: 'warm' }
			})
		);
		const { tasks } = await drawnBy(db, poolAlone('praised'));
		expect(tasks).toHaveLength(2);
		expect(tasks).toContainEqual(
			expect.objectContaining({ recordingId: praised, stratum: 'praised' })
		);
		// Of Wei nothing was praised: all calls give what the pool lacks.
		expect(tasks).toContainEqual(expect.objectContaining({ agentId: wei.id, stratum: 'any' }));
	});

	it('self-check-problem holds own calls in which their agent found a problem, nobody else’s findings', async () => {
		const { db, call, lin, wei } = await aCentre();
		const [found, clean, byPeer] = [await call(lin, 9), await call(lin, 10), await call(wei, 9)];
		const check = (recordingId: string, agentId: string, checkerId: string, problem: boolean) =>
			db.tx((tx) =>
				tx.insert(selfChecks).values({
					...{ id: newId(), recordingId, agentId, checkerId, at: at(11), heardMs: 0 },
					...{ result: problem ? 'problem' : 'clean', problem: problem ? 'greeting' : null },
					...{ note: '', businessMonth: 202_611, callStartedAt: at(9) }
				})
			);
		await check(found, lin.id, lin.id, true);
		await check(clean, lin.id, lin.id, false);
		await check(byPeer, wei.id, lin.id, true);
		const { tasks } = await drawnBy(db, poolAlone('self-check-problem'));
		expect(tasks).toHaveLength(2);
		expect(tasks).toContainEqual(
			expect.objectContaining({ recordingId: found, stratum: 'self-check-problem' })
		);
		expect(tasks).toContainEqual(expect.objectContaining({ recordingId: byPeer, stratum: 'any' }));
	});
});
