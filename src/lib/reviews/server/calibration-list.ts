/** Calibrations as lists show them: how far each is, never what anybody answered. */
import {
	and,
	asc,
	count,
	desc,
	eq,
	exists,
	gt,
	inArray,
	isNotNull,
	isNull,
	not,
	notInArray,
	or,
	type SQL
} from 'drizzle-orm';
import { hasRole, may } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { pageOf, type PageCursor } from '#lib/recordings/page-cursor.ts';
import { older } from '#lib/recordings/server/older.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { phaseOf } from '../calibration.ts';
import type { CalibrationFilter } from '../calibration-filter.ts';
import {
	calibrationCalls,
	calibrationOutcomes,
	calibrationParticipants,
	calibrations,
	calibrationScores
} from './calibration-schema.ts';

const PAGE_SIZE = 50;
/** Open sessions that wait for one person are few; more are in the list below. */
const WAITING_SHOWN = 20;

/** Sessions that wait for the actor's own answers, the first due first. */
export async function waitingCalibrations({ db, actor, now }: Context) {
	if (!may(actor, 'calibration.read')) return [];
	const read = db.read;
	const rows = await sessions(read)
		.where(
			and(
				takesPart(read, actor),
				not(handledBy(read, actor)),
				isNull(calibrationOutcomes.closedAt),
				gt(calibrations.deadline, now)
			)
		)
		.orderBy(asc(calibrations.deadline), asc(calibrations.id))
		.limit(WAITING_SHOWN * 5);
	const listed = await withCounts(read, rows, { actor, now });
	return listed.filter(({ waiting }) => waiting > 0).slice(0, WAITING_SHOWN);
}

/** Sessions that the actor sees, the newest first; `without` are shown elsewhere. */
export async function calibrationList(
	{ db, actor, now }: Context,
	{
		filter,
		after,
		without = []
	}: { filter: CalibrationFilter; after?: PageCursor | undefined; without?: string[] }
) {
	const read = db.read;
	const rows = await sessions(read)
		.where(
			and(
				seenBy(read, actor),
				filter.mine ? takesPart(read, actor) : undefined,
				filter.state === 'open' ? isNull(calibrationOutcomes.closedAt) : undefined,
				filter.state === 'closed' ? isNotNull(calibrationOutcomes.closedAt) : undefined,
				without.length > 0 ? notInArray(calibrations.id, without) : undefined,
				older(calibrations.createdAt, calibrations.id, after)
			)
		)
		.orderBy(desc(calibrations.createdAt), desc(calibrations.id))
		.limit(PAGE_SIZE + 1);
	const page = pageOf(rows, PAGE_SIZE, ({ createdAt }) => createdAt);
	return { rows: await withCounts(read, page.rows, { actor, now }), next: page.next };
}

const sessions = (read: Reader) =>
	read
		.select({
			id: calibrations.id,
			title: calibrations.title,
			deadline: calibrations.deadline,
			createdAt: calibrations.createdAt,
			openedBy: users.name,
			closedAt: calibrationOutcomes.closedAt
		})
		.from(calibrations)
		.innerJoin(users, eq(users.id, calibrations.createdBy))
		.leftJoin(calibrationOutcomes, eq(calibrationOutcomes.calibrationId, calibrations.id));
type SessionRow = Awaited<ReturnType<typeof sessions>>[number];

const takesPart = (read: Reader, actor: Actor): SQL =>
	exists(
		read
			.select({ id: calibrationParticipants.userId })
			.from(calibrationParticipants)
			.where(
				and(
					eq(calibrationParticipants.calibrationId, calibrations.id),
					eq(calibrationParticipants.userId, actor.id)
				)
			)
	);

const handledBy = (read: Reader, actor: Actor): SQL =>
	exists(
		read
			.select({ id: recordings.id })
			.from(calibrationCalls)
			.innerJoin(recordings, eq(recordings.id, calibrationCalls.recordingId))
			.where(
				and(eq(calibrationCalls.calibrationId, calibrations.id), eq(recordings.agentId, actor.id))
			)
	);

/** The condition of `calibrationFor`, as a query. */
function seenBy(read: Reader, actor: Actor): SQL | undefined {
	const headed = actor.grants.flatMap(({ role, departmentId }) =>
		role === 'department-head' && departmentId ? [departmentId] : []
	);
	const reached = hasRole(actor, 'auditor')
		? undefined
		: or(
				eq(calibrations.createdBy, actor.id),
				takesPart(read, actor),
				headed.length > 0 ? inArray(calibrations.departmentId, headed) : undefined
			);
	return and(not(handledBy(read, actor)), reached);
}

async function withCounts(
	read: Reader,
	rows: SessionRow[],
	{ actor, now }: { actor: Actor; now: Date }
) {
	const ids = rows.map(({ id }) => id);
	if (ids.length === 0) return [];
	const calls = await read
		.select({ id: calibrationCalls.calibrationId, n: count() })
		.from(calibrationCalls)
		.where(inArray(calibrationCalls.calibrationId, ids))
		.groupBy(calibrationCalls.calibrationId);
	const people = await read
		.select({ id: calibrationParticipants.calibrationId, userId: calibrationParticipants.userId })
		.from(calibrationParticipants)
		.where(inArray(calibrationParticipants.calibrationId, ids));
	const done = await read
		.select({
			id: calibrationScores.calibrationId,
			userId: calibrationScores.userId,
			n: count()
		})
		.from(calibrationScores)
		.where(inArray(calibrationScores.calibrationId, ids))
		.groupBy(calibrationScores.calibrationId, calibrationScores.userId);
	return rows.map((row) => {
		const ofRow = calls.find(({ id }) => id === row.id)?.n ?? 0;
		const participants = people.filter(({ id }) => id === row.id);
		const doneBy = done.filter(({ id }) => id === row.id);
		const finished = doneBy.filter(({ n }) => n === ofRow).length;
		const closed = row.closedAt !== null;
		const allIn = finished === participants.length;
		const phase = phaseOf({ now, deadline: row.deadline, closed, allIn });
		const mine = doneBy.find(({ userId }) => userId === actor.id)?.n ?? 0;
		const awaited = phase === 'scoring' && participants.some(({ userId }) => userId === actor.id);
		return {
			...row,
			...{ phase, calls: ofRow, participants: participants.length, finished },
			/** Calls that the actor has not submitted yet. */
			waiting: awaited ? ofRow - mine : 0
		};
	});
}
export type ListedCalibration = Awaited<ReturnType<typeof withCounts>>[number];
