/** Reading draws. */
import { gunzipSync } from 'node:zlib';
import { and, asc, desc, eq, lt } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';
import { ALGORITHM, type DrawShare } from '#lib/sampling/draw.ts';
import { replay, type Replay } from '#lib/sampling/verify.ts';
import { sha256 } from './planned-draw.ts';
import { assignments, draws, plans, planVersions } from '#lib/sampling/server/schema.ts';
import { seedFor } from '#lib/sampling/server/secret.ts';

/** A draw without its candidates. */
export interface DrawFacts {
	id: string;
	planId: string;
	plan: string;
	version: number;
	rule: PlanRule;
	period: BusinessDay;
	algorithm: string;
	seed: string;
	candidatesSha256: string;
	candidateCount: number;
	unattributed: number;
	shares: DrawShare[];
	drawnAt: Date;
	drawnBy: string;
}

const drawColumns = {
	id: draws.id,
	planId: draws.planId,
	plan: plans.key,
	version: planVersions.version,
	rule: planVersions.rule,
	period: draws.period,
	algorithm: draws.algorithm,
	seed: draws.seed,
	candidatesSha256: draws.candidatesSha256,
	candidateCount: draws.candidateCount,
	unattributed: draws.unattributed,
	shares: draws.shares,
	drawnAt: draws.drawnAt,
	drawnBy: draws.drawnBy
};

const drawRows = (db: Reader) =>
	db
		.select(drawColumns)
		.from(draws)
		.innerJoin(plans, eq(plans.id, draws.planId))
		.innerJoin(planVersions, eq(planVersions.id, draws.planVersionId));

export async function drawById(db: Reader, id: string): Promise<DrawFacts | undefined> {
	const [row] = await drawRows(db).where(eq(draws.id, id));
	return row;
}

/** The draw of the plan with this key for `period`. */
export async function drawOfPeriod(
	db: Reader,
	plan: string,
	period: BusinessDay
): Promise<DrawFacts | undefined> {
	const [row] = await drawRows(db).where(and(eq(plans.key, plan), eq(draws.period, period)));
	return row;
}

/** Draws by period, newest first, those before `before` when given. */
export const drawsBefore = (
	db: Reader,
	{ before, limit }: { before?: BusinessDay | undefined; limit: number }
): Promise<DrawFacts[]> =>
	drawRows(db)
		.where(before === undefined ? undefined : lt(draws.period, before))
		.orderBy(desc(draws.period), asc(plans.key))
		.limit(limit);

/** A draw's assignments, by agent id, then rank. */
export const assignmentsOf = (db: Reader, drawId: string) =>
	db
		.select()
		.from(assignments)
		.where(eq(assignments.drawId, drawId))
		.orderBy(asc(assignments.agentId), asc(assignments.rank));

/** Replays the draw from what is stored of it; undefined when there is no such draw. */
export async function verifyDraw(db: Reader, id: string): Promise<Replay | undefined> {
	const facts = await drawById(db, id);
	if (!facts) return undefined;
	const [stored] = await db
		.select({ candidates: draws.candidates })
		.from(draws)
		.where(eq(draws.id, id));
	const candidates = gunzipSync(Buffer.from(stored!.candidates, 'base64')).toString('utf8');
	return replay(sha256, ALGORITHM, await seedFor(db, facts), {
		...facts,
		candidates,
		assignments: await assignmentsOf(db, id)
	});
}
