/** Applications and tombstones, a page at a time, the newest first, within the reader's reach. */
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, or, type SQL } from 'drizzle-orm';
import { scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { maskFileName } from '#lib/recordings/masking.ts';
import { pageOf, type PageCursor } from '#lib/recordings/page-cursor.ts';
import { isNotRestricted } from '#lib/recordings/server/kept.ts';
import { older } from '#lib/recordings/server/older.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import { scopeCondition } from '#lib/recordings/server/scope-condition.ts';
import { addDays, dayStart } from '#lib/shared/calendar.ts';
import { deletionState, type DeletionGroup, type DeletionStep } from '../deletion.ts';
import type { DeletionFilter } from '../deletion-filter.ts';
import { deletionRequests, deletionSteps, openDeletionRequests, tombstones } from './schema.ts';

const DELETION_PAGE = 50;

const requesters = alias(users, 'requesters');
const approvers = alias(users, 'approvers');
const approvals = alias(deletionSteps, 'approvals');

const reach = ({ actor }: Pick<Context, 'actor'>): SQL | undefined =>
	and(isNotRestricted, scopeCondition(scopeOf(actor, 'custody.read')));

const standing = (group: DeletionGroup): SQL | undefined =>
	({
		waiting: () =>
			and(isNotNull(openDeletionRequests.requestId), isNull(openDeletionRequests.purgeAfter)),
		quarantine: () => isNotNull(openDeletionRequests.purgeAfter),
		decided: () => isNull(openDeletionRequests.requestId)
	})[group]();

/** A page of applications. Days are of the centre's zone. */
export async function deletionPage(
	context: Context,
	{ filter, after }: { filter: DeletionFilter; after: PageCursor | undefined }
) {
	const { db, zone } = context;
	const { at, id } = deletionRequests;
	const { group, from, to } = filter;
	const found = await db.read
		.select({
			id,
			at,
			requester: requesters.name,
			agent: users.name,
			startedAt: recordings.startedAt,
			fileName: recordings.fileName,
			number: calls.customerNumber,
			reason: deletionRequests.reason,
			purgeAfter: openDeletionRequests.purgeAfter
		})
		.from(deletionRequests)
		.innerJoin(recordings, eq(recordings.id, deletionRequests.recordingId))
		.innerJoin(calls, eq(calls.id, recordings.callId))
		.innerJoin(requesters, eq(requesters.id, deletionRequests.requestedBy))
		.leftJoin(users, eq(users.id, recordings.agentId))
		.leftJoin(openDeletionRequests, eq(openDeletionRequests.requestId, deletionRequests.id))
		.where(
			and(
				reach(context),
				standing(group),
				from === undefined ? undefined : gte(at, dayStart(from, zone)),
				to === undefined ? undefined : lt(at, dayStart(addDays(to, 1), zone)),
				older(at, id, after)
			)
		)
		.orderBy(desc(at), desc(id))
		.limit(DELETION_PAGE + 1);
	const page = pageOf(found, DELETION_PAGE, (row) => row.at);
	const steps = await stepsOf(
		context,
		page.rows.map((row) => row.id)
	);
	return {
		...page,
		rows: page.rows.map(({ fileName, number, ...row }) => ({
			...row,
			fileName: maskFileName(fileName, number),
			state: deletionState(steps.get(row.id) ?? [])
		}))
	};
}

async function stepsOf({ db }: Context, ids: string[]) {
	const { requestId, step } = deletionSteps;
	const rows =
		ids.length === 0
			? []
			: await db.read
					.select({ requestId, step })
					.from(deletionSteps)
					.where(inArray(requestId, ids))
					.orderBy(asc(deletionSteps.at));
	const steps = new Map<string, DeletionStep[]>();
	for (const row of rows) steps.set(row.requestId, [...(steps.get(row.requestId) ?? []), row.step]);
	return steps;
}

/** A page of tombstones; `search` is a whole key, id or checksum: part of a number finds nothing. */
export async function tombstonePage(
	context: Context,
	{ search, after }: { search: string | undefined; after: PageCursor | undefined }
) {
	const { recordingId: id, at } = tombstones;
	const found = await context.db.read
		.select({
			id,
			at,
			requestId: tombstones.requestId,
			requester: requesters.name,
			approver: approvers.name,
			agent: users.name,
			startedAt: recordings.startedAt,
			fileName: recordings.fileName,
			number: calls.customerNumber,
			bytes: tombstones.bytes,
			sha256: tombstones.sha256
		})
		.from(tombstones)
		.innerJoin(recordings, eq(recordings.id, id))
		.innerJoin(calls, eq(calls.id, recordings.callId))
		.innerJoin(deletionRequests, eq(deletionRequests.id, tombstones.requestId))
		.innerJoin(requesters, eq(requesters.id, deletionRequests.requestedBy))
		.innerJoin(
			approvals,
			and(eq(approvals.requestId, deletionRequests.id), eq(approvals.step, 'approved'))
		)
		.innerJoin(approvers, eq(approvers.id, approvals.byId))
		.leftJoin(users, eq(users.id, recordings.agentId))
		.where(
			and(reach(context), search === undefined ? undefined : named(search), older(at, id, after))
		)
		.orderBy(desc(at), desc(id))
		.limit(DELETION_PAGE + 1);
	const page = pageOf(found, DELETION_PAGE, (row) => row.at);
	return {
		...page,
		rows: page.rows.map(({ fileName, number, ...row }) => ({
			...row,
			fileName: maskFileName(fileName, number)
		}))
	};
}

const named = (search: string): SQL | undefined =>
	or(
		eq(recordings.key, search.normalize('NFC')),
		eq(tombstones.sha256, search.toLowerCase()),
		isId(search.toLowerCase()) ? eq(recordings.id, search.toLowerCase()) : undefined
	);
