/** What the sampling pages show, within the reader's reach. */
import { inArray } from 'drizzle-orm';
import { inScope, isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import type { DrawShare } from '#lib/sampling/draw.ts';
import { planInForce, planKeys } from '#lib/sampling/server/plans.ts';
import { drawById, drawsBefore } from '#lib/duty/server/stored-draws.ts';
import { dutiesOfDraw } from './duties.ts';
import { progressOf, sumProgress } from './draw-progress.ts';

const PAGE_ROWS = 30;

/** True when the reader may see any draw at all. */
export const seesSampling = ({ actor }: Pick<Context, 'actor'>): boolean =>
	!isEmptyScope(scopeOf(actor, 'sampling.read'));

/** Plans with their rule of today, and draws by period, newest first, with how far they are. */
export async function samplingPage(context: Context, before: BusinessDay | undefined) {
	const { db, now, zone } = context;
	const today = businessDay(now, zone);
	const keys = await planKeys(db.read);
	const plans = await Promise.all(keys.map(({ key }) => planInForce(db.read, key, today)));
	const rows = await drawsBefore(db.read, { before, limit: PAGE_ROWS + 1 });
	const shown = rows.slice(0, PAGE_ROWS);
	const progress = await progressOf(db.read, shown, { now, sees: await teamsSeen(context) });
	return {
		plans: plans.filter((plan) => plan !== undefined),
		draws: shown.map(({ id, plan, period, drawnAt, candidateCount }) => ({
			...{ id, plan, period, drawnAt, candidateCount },
			...sumProgress(progress.get(id) ?? [])
		})),
		next: rows.length > PAGE_ROWS ? shown.at(-1)!.period : undefined
	};
}

/** Which rows of a draw are shown. */
export const drawStates = ['all', 'open', 'overdue', 'done', 'short'] as const;
export type DrawState = (typeof drawStates)[number];

/** One draw: its facts, each visible agent's share, and its calls with how they stand. */
export async function drawPage(
	context: Context,
	{ id, state, teamId }: { id: string; state: DrawState; teamId: string | undefined }
) {
	const { db, now } = context;
	const draw = isId(id) ? await drawById(db.read, id) : undefined;
	if (!draw) return undefined;
	const sees = await teamsSeen(context);
	const inView = (team: string | null) => sees(team) && (!teamId || team === teamId);
	const { shares: all, ...facts } = draw;
	const shares = await named(
		db.read,
		all.filter((share) => inView(share.teamId))
	);
	const duties = (await dutiesOfDraw(db.read, id, now)).filter((duty) => inView(duty.teamId));
	const wanted: Record<DrawState, (duty: { state: string }) => boolean> = {
		all: () => true,
		short: () => true,
		open: (duty) => duty.state !== 'done',
		overdue: (duty) => duty.state === 'overdue',
		done: (duty) => duty.state === 'done'
	};
	return {
		draw: facts,
		state,
		teamId,
		teams: await teamsOf(db.read, all, sees),
		shares: state === 'short' ? shares.filter((share) => share.chosen < share.wanted) : shares,
		duties: duties.filter(wanted[state])
	};
}

/** Which teams' shares the reader sees; those of nobody's team are for who sees all. */
async function teamsSeen({ db, actor }: Context): Promise<(teamId: string | null) => boolean> {
	const scope = scopeOf(actor, 'sampling.read');
	const rows = await db.read.select({ id: teams.id, departmentId: teams.departmentId }).from(teams);
	const departments = new Map(rows.map((team) => [team.id, team.departmentId]));
	return (teamId) =>
		inScope(scope, {
			agentId: null,
			teamId,
			departmentId: teamId ? (departments.get(teamId) ?? null) : null
		});
}

async function teamsOf(db: Reader, shares: DrawShare[], sees: (teamId: string | null) => boolean) {
	const ids = new Set(shares.map(({ teamId }) => teamId).filter((id) => sees(id)));
	const rows = await db.select({ id: teams.id, name: teams.name }).from(teams);
	return rows.filter(({ id }) => ids.has(id)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function named(db: Reader, shares: DrawShare[]) {
	const ids = [
		...new Set(shares.flatMap(({ agentId, reviewerId }) => [agentId, reviewerId ?? agentId]))
	];
	const people = new Map<string, { name: string; staffNo: string }>();
	for (let from = 0; from < ids.length; from += 500) {
		const rows = await db
			.select({ id: users.id, name: users.name, staffNo: users.staffNo })
			.from(users)
			.where(inArray(users.id, ids.slice(from, from + 500)));
		for (const { id, ...person } of rows) people.set(id, person);
	}
	const names = new Map(
		(await db.select({ id: teams.id, name: teams.name }).from(teams)).map(({ id, name }) => [
			id,
			name
		])
	);
	return shares
		.map((share) => ({
			...share,
			agent: people.get(share.agentId)?.name ?? '',
			staffNo: people.get(share.agentId)?.staffNo ?? '',
			team: share.teamId ? (names.get(share.teamId) ?? null) : null,
			reviewer: share.reviewerId ? (people.get(share.reviewerId)?.name ?? null) : null
		}))
		.sort((a, b) => {
			if (a.team !== b.team) return (a.team ?? '~') < (b.team ?? '~') ? -1 : 1;
			return a.staffNo < b.staffNo ? -1 : 1;
		});
}
