/**
 * Looks again for the agents of recordings that were imported before the people were entered: who
 * used the telephone when the call began, by the people's own table of today.
 */
import { isDeepStrictEqual } from 'node:util';
import { setImmediate as breath } from 'node:timers/promises';
import { and, asc, gte, isNotNull, sql } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import {
	attributeRecordings,
	explainUnattributed,
	isUnattributed,
	type Attribution
} from '#lib/recordings/server/attribution.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { attributeAgent, type Assignment } from '../agent-attribution.ts';
import { knownPeople, type People } from './assignments.ts';

const PAGE = 500;

interface AttributedAgain {
	/** Recordings without an agent that were looked at: the sum of the others. */
	read: number;
	attributed: number;
	/** Two people or more at that telephone then. */
	ambiguous: number;
	/** Nobody at that telephone then, or attributed, drawn or reviewed by others meanwhile. */
	unresolved: number;
}

/**
 * Attributes the current recordings that name a telephone and nobody, called at `since` or later (all
 * when left out), a page per transaction. Drawn and reviewed ones are never touched. Two people at
 * one time: nobody is chosen, and the recording says so. The items of the source keep what their import told.
 */
export async function attributeAgain(
	{ db, actor, now }: Context,
	{ since = new Date(0) }: { since?: Date } = {}
): Promise<AttributedAgain> {
	const told: AttributedAgain = { read: 0, attributed: 0, ambiguous: 0, unresolved: 0 };
	const people = await knownPeople(db.read);
	const byEndpoint = Map.groupBy(people.assignments, ({ endpoint }) => endpoint);
	let page = await unattributed(db.read, since);
	while (page.length > 0) {
		const judged = page.map((row) => judge(row, byEndpoint.get(row.endpoint!) ?? [], people));
		const found = judged.flatMap(({ found }) => found ?? []);
		const unclear = judged.flatMap(({ unclear }) => unclear ?? []);
		const news = unclear.filter(({ isNews }) => isNews);
		if (found.length + news.length > 0)
			told.attributed += await db.tx(async (tx) => {
				for (const row of news) await explainUnattributed(tx, row);
				return attributeRecordings({ tx, actor, now }, found);
			});
		told.read += page.length;
		told.ambiguous += unclear.length;
		await breath();
		page = page.length < PAGE ? [] : await unattributed(db.read, since, page.at(-1));
	}
	return { ...told, unresolved: told.read - told.attributed - told.ambiguous };
}

type Row = Awaited<ReturnType<typeof unattributed>>[number];

/** A page in the order of the index by agent and time, which both engines then walk. */
function unattributed(db: Reader, since: Date, after?: { startedAt: Date; id: string }) {
	const { startedAt, id, agentId, endpoint, durationMs, issues } = recordings;
	return db
		.select({ id, startedAt, endpoint, durationMs, issues })
		.from(recordings)
		.where(
			and(
				isUnattributed(),
				isNotNull(endpoint),
				// SQLite enters the index by this one; the comparison of pairs alone would begin at `since` each time.
				gte(startedAt, after?.startedAt ?? since),
				after &&
					sql`(${startedAt}, ${id}) > (${sql.param(after.startedAt, startedAt)}, ${sql.param(after.id, id)})`
			)
		)
		.orderBy(asc(agentId), asc(startedAt), asc(id))
		.limit(PAGE);
}

interface Judged {
	found?: Attribution;
	unclear?: { recordingId: string; issues: Row['issues']; isNews: boolean };
}

function judge(row: Row, assignments: readonly Assignment[], { idOf }: People): Judged {
	const { agent, issues: news } = attributeAgent(
		{
			endpoint: row.endpoint,
			agentRef: null,
			answeredAt: row.startedAt,
			endedAt: new Date(row.startedAt.getTime() + row.durationMs)
		},
		assignments,
		() => undefined
	);
	const recordingId = row.id;
	const { startedAt } = row;
	const issues = withNews(row.issues, news);
	const agentId = agent?.id && idOf.get(agent.id);
	if (agentId)
		return { found: { recordingId, startedAt, agentId, agentMethod: agent.method, issues } };
	// Why nobody was found at import may have been told by a table given with it: that stays.
	if (!news.some(({ code }) => code === 'A_AMBIGUOUS')) return {};
	return { unclear: { recordingId, issues, isNews: !isDeepStrictEqual(issues, row.issues) } };
}

/** The new words about the agent in place of the old ones. */
function withNews(issues: Row['issues'], news: Row['issues']): Row['issues'] {
	const isStale = ({ code }: { code: string }) => code === 'A_UNRESOLVED' || code === 'A_AMBIGUOUS';
	const at = issues.findIndex(isStale);
	const rest = issues.filter((entry) => !isStale(entry));
	return at < 0 ? [...rest, ...news] : rest.toSpliced(at, 0, ...news);
}
