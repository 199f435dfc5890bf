/** Who read which customer's number whole, and why: a page at a time, the newest first. The numbers are not in it. */
import { and, desc, eq, gte, lt } from 'drizzle-orm';
import { scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { pageOf, type PageCursor } from '#lib/recordings/page-cursor.ts';
import { hasPrivacyDuty, isNotRestricted } from '#lib/recordings/server/kept.ts';
import { older } from '#lib/recordings/server/older.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { scopeCondition } from '#lib/recordings/server/scope-condition.ts';
import { unmaskings } from '#lib/recordings/server/unmasking-schema.ts';
import { addDays, dayStart } from '#lib/shared/calendar.ts';
import type { UnmaskingFilter } from '../unmasking-filter.ts';

const PAGE = 50;
const agents = alias(users, 'agents');

/** Of recordings within the reader's reach; of restricted ones only for the privacy duty. Days are of the centre's zone. */
export async function unmaskingPage(
	{ db: { read }, actor, now, zone }: Context,
	{ filter, after }: { filter: UnmaskingFilter; after: PageCursor | undefined }
) {
	const { id, at, reason, recordingId } = unmaskings;
	const { who, from, to } = filter;
	const all = await hasPrivacyDuty(read, { actor, now });
	const rows = await read
		.select({
			...{ id, at, reason, recordingId },
			by: users.name,
			staffNo: users.staffNo,
			agent: agents.name,
			startedAt: recordings.startedAt,
			masked: recordings.customerMasked
		})
		.from(unmaskings)
		.innerJoin(users, eq(users.id, unmaskings.userId))
		.innerJoin(recordings, eq(recordings.id, recordingId))
		.leftJoin(agents, eq(agents.id, recordings.agentId))
		.where(
			and(
				scopeCondition(scopeOf(actor, 'unmasking.read')),
				all ? undefined : isNotRestricted,
				who === undefined ? undefined : eq(users.staffNo, who),
				from === undefined ? undefined : gte(at, dayStart(from, zone)),
				to === undefined ? undefined : lt(at, dayStart(addDays(to, 1), zone)),
				older(at, id, after)
			)
		)
		.orderBy(desc(at), desc(id))
		.limit(PAGE + 1);
	return pageOf(rows, PAGE, (row) => row.at);
}
