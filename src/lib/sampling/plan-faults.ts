/**
 * Plans that can never work are refused when saved, each fault at its field and with the names of
 * the people or teams concerned. What works in part, such as everybody's plan of a centre in
 * which one team has no lead, is saved with a warning; a place or person that the plan names
 * itself must work.
 *
 * Pure. `rule` has the shape of `planRule` already.
 */
import { addDays, type BusinessDay } from '#lib/shared/calendar.ts';
import { faultAt, type PlanFault, type PlanFaultName } from './plan-fault.ts';
import { figureFaults } from './plan-figures.ts';
import {
	departmentOfTeam,
	departmentsOf,
	gapOf,
	listens,
	reachedBy,
	type CentreFacts,
	type Gap,
	type PlanPerson
} from './plan-people.ts';
import type { PlanRule } from './plan.ts';

export interface Judged {
	/** Any of these and the plan is refused. */
	faults: PlanFault[];
	warnings: PlanFault[];
}

/** What is wrong with `rule` on `today`; `departmentId` bounds a department's own plan, null the centre's. */
export function judgePlan(
	rule: PlanRule,
	centre: CentreFacts,
	{ departmentId, today }: { departmentId: string | null; today: BusinessDay }
): Judged {
	const named = [
		...nameFaults(rule, centre),
		...(departmentId === null ? [] : beyond(rule, centre, departmentId))
	];
	const faults = [...named, ...figureFaults(rule)];
	if (rule.rubricKey !== null && !centre.rubricKeys.has(rule.rubricKey))
		faults.push(faultAt('rubricKey', 'unknown-rubric', [rule.rubricKey]));
	// Who could check whom is only asked of people who exist.
	if (named.length > 0) return { faults, warnings: [] };
	const reached = reachedBy(rule.callsOf, centre);
	const { hopeless, all } = uncovered(rule, centre, reached);
	if (reached.length === 0) faults.push(faultAt('callsOf', 'nobody-to-check'));
	faults.push(...hopeless, ...idleReviewer(rule, reached));
	return { faults, warnings: [...all, ...newness(rule, reached, today)] };
}

function nameFaults({ callsOf, reviewer }: PlanRule, centre: CentreFacts): PlanFault[] {
	const reviewers = reviewer.by === 'named' ? reviewer.userIds : [];
	const missing = (ids: string[], known: ReadonlyMap<string, unknown>) =>
		ids.filter((id) => !known.has(id));
	const among = (ids: string[], wrong: (person: PlanPerson) => boolean) =>
		ids.flatMap((id) => {
			const person = centre.people.get(id);
			return person && wrong(person) ? [person.name] : [];
		});
	const { departments, teams, people } = centre;
	const disabled = (person: PlanPerson) => person.disabled;
	const deaf = (person: PlanPerson) => !person.disabled && !listens(person);
	return listed([
		['callsOf.departmentIds', 'unknown-department', missing(callsOf.departmentIds, departments)],
		['callsOf.teamIds', 'unknown-team', missing(callsOf.teamIds, teams)],
		['callsOf.userIds', 'unknown-person', missing(callsOf.userIds, people)],
		['callsOf.userIds', 'person-disabled', among(callsOf.userIds, disabled)],
		['reviewer.userIds', 'unknown-person', missing(reviewers, people)],
		['reviewer.userIds', 'person-disabled', among(reviewers, disabled)],
		['reviewer.userIds', 'reviewer-may-not-listen', among(reviewers, deaf)]
	]);
}

const listed = (checks: [string, PlanFaultName, string[]][]): PlanFault[] =>
	checks.flatMap(([field, fault, names]) =>
		names.length > 0 ? [faultAt(field, fault, names)] : []
	);

/** Whom a department's plan names outside of it. */
function beyond({ callsOf, reviewer }: PlanRule, centre: CentreFacts, own: string): PlanFault[] {
	const strangers = (ids: string[]) =>
		ids.flatMap((id) => {
			const person = centre.people.get(id);
			return person && !departmentsOf(centre, person).includes(own) ? [person.name] : [];
		});
	const departments = callsOf.departmentIds.flatMap((id) =>
		id === own ? [] : (centre.departments.get(id)?.name ?? [])
	);
	const teams = callsOf.teamIds.flatMap((id) => {
		const team = centre.teams.get(id);
		return team && team.departmentId !== own ? [team.name] : [];
	});
	return listed([
		['callsOf.departmentIds', 'beyond-department', departments],
		['callsOf.teamIds', 'beyond-department', teams],
		['callsOf.userIds', 'beyond-department', strangers(callsOf.userIds)],
		[
			'reviewer.userIds',
			'beyond-department',
			reviewer.by === 'named' ? strangers(reviewer.userIds) : []
		]
	]);
}

/** Whose calls nobody could check: all of them, and those for whose sake the plan is refused. */
function uncovered(rule: PlanRule, centre: CentreFacts, reached: PlanPerson[]) {
	const { userIds, teamIds, departmentIds } = rule.callsOf;
	const placesOf = ({ id, teamId }: PlanPerson) =>
		[
			userIds.includes(id) ? id : null,
			teamId !== null && teamIds.includes(teamId) ? teamId : null,
			departmentOfTeam(centre, teamId)
		].filter(
			(place) => place !== null && [...userIds, ...teamIds, ...departmentIds].includes(place)
		);
	const gaps: { person: PlanPerson; gap: Gap }[] = [];
	const working = new Set<string | null>();
	for (const person of reached) {
		const gap = gapOf(rule, centre, person);
		if (gap) gaps.push({ person, gap });
		else for (const place of placesOf(person)) working.add(place);
	}
	const hopeless =
		gaps.length === reached.length
			? gaps
			: gaps.filter(({ person }) => placesOf(person).some((place) => !working.has(place)));
	return { hopeless: gapFaults(centre, hopeless), all: gapFaults(centre, gaps) };
}

/** One fault for each kind of gap, naming the teams or departments where they are the cause, else the people. */
function gapFaults(centre: CentreFacts, gaps: { person: PlanPerson; gap: Gap }[]): PlanFault[] {
	const named = ({ person, gap }: { person: PlanPerson; gap: Gap }) => {
		const team = person.teamId === null ? undefined : centre.teams.get(person.teamId);
		if (gap === 'team-without-lead' || gap === 'team-of-one') return team!.name;
		if (gap === 'department-without-head') return centre.departments.get(team!.departmentId)!.name;
		return person.name;
	};
	return [...Map.groupBy(gaps, ({ gap }) => gap)].map(([gap, some]) =>
		faultAt('reviewer.by', gap, [...new Set(some.map(named))].sort())
	);
}

/** A named reviewer to whom nothing could ever come: with others named, all the calls are the own. */
function idleReviewer({ reviewer }: PlanRule, reached: PlanPerson[]): PlanFault[] {
	const [only] = reached;
	if (reviewer.by !== 'named' || reviewer.userIds.length < 2 || reached.length !== 1) return [];
	return reviewer.userIds.includes(only!.id)
		? [faultAt('reviewer.userIds', 'reviewer-checks-himself', [only!.name])]
		: [];
}

function newness({ callsOf }: PlanRule, reached: PlanPerson[], today: BusinessDay): PlanFault[] {
	const { newUpToDays } = callsOf;
	if (newUpToDays === null || reached.length === 0) return [];
	const since = addDays(today, -newUpToDays);
	const some = reached.some(({ joined }) => joined !== null && joined >= since);
	return some ? [] : [faultAt('callsOf.newUpToDays', 'nobody-new')];
}
