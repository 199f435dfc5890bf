/** Lists of what is held and what is restricted, as far as the reader reaches. */
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { pageOf, type PageCursor } from '#lib/recordings/page-cursor.ts';
import { hasPrivacyDuty, isNotRestricted } from '#lib/recordings/server/kept.ts';
import { older } from '#lib/recordings/server/older.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { scopeCondition } from '#lib/recordings/server/scope-condition.ts';
import { legalHolds, standingHolds } from './schema.ts';

const PAGE = 50;
const placers = alias(users, 'placers');
const agents = alias(users, 'agents');

/** Holds of recordings within reach, the newest first; restricted recordings only for the privacy duty. */
export async function holdPage(
	{ db: { read }, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
	{ standing, after }: { standing: boolean; after?: PageCursor | undefined }
) {
	const all = await hasPrivacyDuty(read, { actor, now });
	const rows = await read
		.select({
			id: legalHolds.id,
			recordingId: legalHolds.recordingId,
			startedAt: recordings.startedAt,
			agent: agents.name,
			reason: legalHolds.reason,
			by: placers.name,
			at: legalHolds.at,
			standing: standingHolds.holdId
		})
		.from(legalHolds)
		.innerJoin(recordings, eq(recordings.id, legalHolds.recordingId))
		.innerJoin(placers, eq(placers.id, legalHolds.placedBy))
		.leftJoin(agents, eq(agents.id, recordings.agentId))
		.leftJoin(standingHolds, eq(standingHolds.holdId, legalHolds.id))
		.where(
			and(
				scopeCondition(scopeOf(actor, 'custody.read')),
				all ? undefined : isNotRestricted,
				standing ? isNotNull(standingHolds.holdId) : undefined,
				older(legalHolds.at, legalHolds.id, after)
			)
		)
		.orderBy(desc(legalHolds.at), desc(legalHolds.id))
		.limit(PAGE + 1);
	const page = pageOf(rows, PAGE, ({ at }) => at);
	return {
		...page,
		rows: page.rows.map(({ standing: holdId, ...row }) => ({ ...row, stands: holdId !== null }))
	};
}

/** Restricted recordings within reach, the newest calls first; undefined for whoever has no privacy duty. */
export async function restrictedPage(
	{ db: { read }, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
	after: PageCursor | undefined
) {
	if (!(await hasPrivacyDuty(read, { actor, now }))) return undefined;
	const rows = await read
		.select({ id: recordings.id, startedAt: recordings.startedAt, agent: agents.name })
		.from(recordings)
		.leftJoin(agents, eq(agents.id, recordings.agentId))
		.where(
			and(
				eq(recordings.custody, 'restricted'),
				eq(recordings.current, true),
				scopeCondition(scopeOf(actor, 'custody.read')),
				older(recordings.startedAt, recordings.id, after)
			)
		)
		.orderBy(desc(recordings.startedAt), desc(recordings.id))
		.limit(PAGE + 1);
	return pageOf(rows, PAGE, ({ startedAt }) => startedAt);
}
