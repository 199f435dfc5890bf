/** One draw as its page shows it: facts, each visible unit's share, and its calls with how they stand. */
import { and, eq } from 'drizzle-orm';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { may, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { assignments } from '#lib/sampling/server/schema.ts';
import type { DrawFilter, DrawState } from '../draw-filter.ts';
import { shortShares } from '../progress.ts';
import { isOpen } from '../task.ts';
import { mayExport } from './draw-export.ts';
import { drawFacts, type DrawFacts } from './draw-facts.ts';
import { pilesOf } from './draw-progress.ts';
import { numbered, taskRows, toldTask, type Task } from './duties.ts';
import { planVersionFacts } from './plan-facts.ts';
import { teamsSeen } from './teams-seen.ts';
import { handsOf } from './task-hands.ts';
import { withNames } from './unit-names.ts';

const PAGE_ROWS = 100;

/** Undefined for an unknown draw, and for one of which the reader sees no unit. */
export async function drawPage(context: Context, id: string, filter: DrawFilter) {
	const { db, actor, now } = context;
	const found = await drawFacts(db.read, id);
	const sees = await teamsSeen(context);
	if (!found?.shares.some(({ teamId }) => sees(teamId))) return undefined;
	const { shares, ...draw } = found;
	const plans = await planVersionFacts(db.read);
	const units = shares.filter(({ teamId }) => sees(teamId) && (filter.teamId ?? teamId) === teamId);
	const short = new Map(
		shortShares(units, await pilesOf(db.read, [id], now)).map((one) => [one.unitId, one.standing])
	);
	const rows = (await taskRows(db.read).where(eq(assignments.drawId, id))).filter(({ teamId }) =>
		sees(teamId)
	);
	const ofShort = new Set(
		rows.filter((row) => short.has(row.unitId ?? row.agentId)).map((row) => row.id)
	);
	const tasks = rows.map((row) => toldTask(row, { viewerId: actor.id, plans, now })).sort(byPlace);
	const wanted = tasks.filter(
		(task) => inFilter(task, filter) && (filter.state !== 'short' || ofShort.has(task.id))
	);
	const begin = wanted.findIndex((task) => task.id === filter.after) + 1;
	const shown = wanted.slice(begin, begin + PAGE_ROWS);
	const listed = filter.state === 'short' ? units.filter((one) => short.has(one.unitId)) : units;
	const named = await withNames(db.read, listed);
	return {
		draw,
		filter,
		tasks: await handsOf(db.read, await numbered(db.read, shown)),
		after: wanted.length > begin + PAGE_ROWS ? shown.at(-1)!.id : undefined,
		units: named.map((unit) => ({ ...unit, standing: short.get(unit.unitId) ?? unit.wanted })),
		...choicesOf(tasks),
		mayExport: mayExport(context, shares, sees),
		mayReassign: scopeOf(actor, 'assignment.reassign').departmentIds.length > 0,
		chain: await chainEntry(context, draw)
	};
}

/** Whether the reader sees any unit of this draw; false for an unknown one. */
export async function seesDraw(context: Context, id: string): Promise<boolean> {
	const found = await drawFacts(context.db.read, id);
	const sees = await teamsSeen(context);
	return found?.shares.some(({ teamId }) => sees(teamId)) ?? false;
}

/** The entry of the audit chain that holds the seed's hash; its place in the log for who reads that. */
async function chainEntry(
	{ db, actor }: Context,
	{ planId, commitment }: Pick<DrawFacts, 'planId' | 'commitment'>
) {
	if (!commitment) return undefined;
	const entries = await db.read
		.select({ seq: auditEntries.seq, body: auditEntries.body })
		.from(auditEntries)
		.where(
			and(
				eq(auditEntries.subject, `plan:${planId}`),
				eq(auditEntries.kind, 'draw.committed'),
				eq(auditEntries.at, commitment.committedAt)
			)
		);
	const entry = entries.find(({ body }) => body.includes(commitment.seedSha256));
	return entry && { seq: entry.seq, linked: may(actor, 'audit.read') };
}

/** The unit that a replay names, where the reader sees it. */
export async function unitName(
	context: Context,
	{ id, unitId }: { id: string; unitId: string | undefined }
): Promise<string | undefined> {
	const facts = unitId === undefined ? undefined : await drawFacts(context.db.read, id);
	const sees = await teamsSeen(context);
	const unit = facts?.shares.find((one) => one.unitId === unitId && sees(one.teamId));
	return unit && (await withNames(context.db.read, [unit]))[0]!.name;
}

const ofState: Record<DrawState, (task: Task) => boolean> = {
	all: () => true,
	short: () => true,
	open: ({ state }) => isOpen(state),
	overdue: ({ state }) => state === 'overdue',
	done: ({ doneAt }) => doneAt !== null,
	replaced: ({ replacedAt }) => replacedAt !== null
};

const inFilter = (task: Task, { state, teamId, reviewerId }: DrawFilter): boolean =>
	ofState[state](task) &&
	(!teamId || task.teamId === teamId) &&
	(!reviewerId || task.reviewerId === reviewerId);

/** Whose call it is plays no part where that is not told. */
const byPlace = (a: Task, b: Task): number => {
	const [left, right] = [a, b].map(
		({ team, staffNo, rank, id }) =>
			`${team ?? '~'}\n${staffNo ?? ''}\n${String(rank).padStart(6, '0')}\n${id}`
	);
	return left! < right! ? -1 : 1;
};

function choicesOf(tasks: readonly Task[]) {
	const teams = new Map(tasks.map(({ teamId, team }) => [teamId, team]));
	const reviewers = new Map(tasks.map(({ reviewerId, reviewer }) => [reviewerId, reviewer]));
	const sorted = (names: Map<string | null, string | null>) =>
		[...names]
			.flatMap(([id, name]) => (id && name ? [{ id, name }] : []))
			.sort((a, b) => (a.name < b.name ? -1 : 1));
	return { teams: sorted(teams), reviewers: sorted(reviewers) };
}
