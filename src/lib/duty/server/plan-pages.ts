/** What the pages of a plan show, within the reader's reach. */
import { headsAll, headedBy, planRight } from '#lib/sampling/plan-rights.ts';
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';
import { judgePlan } from '#lib/sampling/plan-faults.ts';
import type { CentreFacts } from '#lib/sampling/plan-people.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';
import { centreAt, departmentTeams } from '#lib/sampling/server/centre-facts.ts';
import { planHistory } from '#lib/sampling/server/plan-history.ts';
import { planByKey, type PlanNow } from '#lib/sampling/server/plans.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import { sumFigures } from '../progress.ts';
import { listDraws } from './draw-lists.ts';
import { progressOf } from './draw-progress.ts';
import { planVersionFacts } from './plan-facts.ts';
import { previewPlan } from './preview.ts';
import { headOf } from './sampling-pages.ts';
import { teamsSeen } from './teams-seen.ts';
import { withNames } from './unit-names.ts';

const DRAWS_SHOWN = 10;

/** The plan and what the reader may do with it; undefined where it does not exist for them. */
export async function planFor(
	{ db, actor, now, zone }: Context,
	key: string
): Promise<{ plan: PlanNow; manages: boolean } | undefined> {
	const plan = await planByKey(db.read, key, businessDay(now, zone));
	const right = plan && planRight(actor, plan, await departmentTeams(db.read));
	return !plan || right === 'hidden' ? undefined : { plan, manages: right === 'manage' };
}

/** One plan with its versions, its last draws and what was short in the newest. */
export async function planPage(context: Context, key: string, withPreview: boolean) {
	const found = await planFor(context, key);
	if (!found) return undefined;
	const { db, actor, now, zone } = context;
	const { plan } = found;
	const sees = await teamsSeen(context);
	const facts = await planVersionFacts(db.read);
	const listed = await listDraws(db.read, facts, { of: [plan], limit: DRAWS_SHOWN });
	const drawn = listed.filter(({ shares }) => shares.some(({ teamId }) => sees(teamId)));
	const progress = await progressOf(db.read, drawn, { now, sees });
	const newest = drawn[0];
	const centre = await centreAt(db.read, now, zone);
	const versions = await planHistory(db.read, plan.planId);
	const { departmentId, newest: latest } = plan;
	const today = businessDay(now, zone);
	const { faults, warnings } = judgePlan(latest.rule, centre, { departmentId, today });
	return {
		...found,
		copies: may(actor, 'plan.manage'),
		versions,
		/** What does not work any more, or only in part, with the people of now. */
		troubles: faults.length > 0 ? faults : warnings,
		draws: drawn.map((one) => ({
			...headOf(one),
			...sumFigures(progress.get(one.id)?.lines ?? [])
		})),
		short: newest && {
			drawId: newest.id,
			units: await withNames(db.read, progress.get(newest.id)?.short ?? [])
		},
		preview: withPreview
			? await previewPlan(context, plan.inForce ?? plan.newest, sees)
			: undefined,
		words: await wordsFor(context, centre, [...versions.map(({ rule }) => rule), plan.newest.rule]),
		department: plan.departmentId && (centre.departments.get(plan.departmentId)?.name ?? null)
	};
}

/** Names of what rules name by id or key, for telling them in words. */
async function wordsFor({ db }: Context, centre: CentreFacts, rules: readonly PlanRule[]) {
	const ids = new Set(
		rules.flatMap(({ callsOf, reviewer }) => [
			...callsOf.departmentIds,
			...callsOf.teamIds,
			...callsOf.userIds,
			...(reviewer.by === 'named' ? reviewer.userIds : [])
		])
	);
	const nameOf = (id: string) =>
		(centre.departments.get(id) ?? centre.teams.get(id) ?? centre.people.get(id))?.name;
	return {
		names: Object.fromEntries([...ids].map((id) => [id, nameOf(id) ?? id])),
		rubrics: await rubricTitles(db.read)
	};
}

const rubricTitles = async (db: Context['db']['read']) =>
	Object.fromEntries(
		// The newest version of a key comes first and is written last.
		(await publishedRubrics(db)).toReversed().map(({ key, form }) => [key, form.title])
	);

/** What the form of a plan offers; of one department where the plan is a department's. */
export async function planChoices(
	context: Context,
	centre: CentreFacts,
	departmentId: string | null
) {
	const own = (id: string) => departmentId === null || id === departmentId;
	const all = [...centre.departments].map(([id, { name }]) => ({ id, name }));
	return {
		departments: departmentId === null ? all : [],
		teams: [...centre.teams]
			.filter(([, team]) => own(team.departmentId))
			.map(([id, { name, departmentId: of }]) => ({
				id,
				name,
				department: centre.departments.get(of)?.name ?? ''
			})),
		rubrics: await rubricTitles(context.db.read)
	};
}

/** Whose plan a new one may be, the first being the default; empty: this reader makes none. */
export async function ownersFor({ db, actor }: Context): Promise<(string | null)[]> {
	if (!may(actor, 'plan.manage')) return [];
	const places = await departmentTeams(db.read);
	return [...(headsAll(actor, places) ? [null] : []), ...headedBy(actor)];
}
