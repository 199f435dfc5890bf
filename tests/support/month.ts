/** A month's findings that are there before a journey begins: reviews by the lead, through the commands. */
import { asc, eq } from 'drizzle-orm';
import { actorById } from '#lib/people/server/actors.ts';
import { personByStaffNo } from '#lib/people/server/queries.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { openRuntime } from '#src/runtime.ts';
import { failing } from '../fixtures/revisions.ts';
import type { App } from './app.ts';

/** The ids of an agent's calls by time; of the first `found` the lead has found an invalid promise. */
export async function foundByLead(
	app: App,
	{ lead, agent, found }: { lead: string; agent: string; found: number }
): Promise<string[]> {
	const runtime = await openRuntime(app.env(), { part: 'command-line' });
	try {
		const { db, now } = runtime.context();
		const [reviewer, person] = [
			await personByStaffNo(db.read, lead),
			await personByStaffNo(db.read, agent)
		];
		const context = runtime.context(await actorById(db.read, reviewer!.id, now));
		const calls = await db.read
			.select({ id: recordings.id })
			.from(recordings)
			.where(eq(recordings.agentId, person!.id))
			.orderBy(asc(recordings.startedAt));
		for (const { id: recordingId } of calls.slice(0, found)) {
			const content = failing('no-invalid-promise');
			const outcome = await submitReview(context, { recordingId, content });
			if (!outcome.ok) throw new Error(`${outcome.refusal} ${JSON.stringify(outcome.facts)}`);
		}
		return calls.map(({ id }) => id);
	} finally {
		await runtime.close();
	}
}

/** What the command counts of an agent's month. */
export interface Counted {
	agents: {
		severe: number;
		amountFen: number;
		confirmedFen: number;
		perItemFen: number[];
	}[];
	agrees: boolean;
}
