/**
 * The people of a centre as a plan meets them: whose calls it reaches, and who could check them.
 *
 * Pure. Facts are of one instant: who is in which team, with which roles, and not disabled.
 */
import type { Grant } from '#lib/people/role.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import type { PlanRule } from './plan.ts';

export interface PlanPerson {
	id: string;
	staffNo: string;
	name: string;
	disabled: boolean;
	/** Team of now. */
	teamId: string | null;
	/** First day of the first membership; null: never in a team, or since ever. */
	joined: BusinessDay | null;
	/** Roles in force. */
	grants: Grant[];
}

interface CentreRows {
	people: readonly PlanPerson[];
	departments: readonly { id: string; name: string }[];
	teams: readonly { id: string; name: string; departmentId: string }[];
	/** Keys of the published rubrics. */
	rubricKeys: readonly string[];
}

type ByPlace = ReadonlyMap<string, readonly string[]>;

export interface CentreFacts {
	people: ReadonlyMap<string, PlanPerson>;
	departments: ReadonlyMap<string, { name: string }>;
	teams: ReadonlyMap<string, { name: string; departmentId: string }>;
	rubricKeys: ReadonlySet<string>;
	/** Team → those in it whose calls may be checked. */
	members: ByPlace;
	/** Team → its leads; department → its heads. The disabled are in none of these. */
	leads: ByPlace;
	heads: ByPlace;
}

export function centreFacts({ people, departments, teams, rubricKeys }: CentreRows): CentreFacts {
	const active = people.filter(({ disabled }) => !disabled);
	const gather = (placesOf: (person: PlanPerson) => (string | null)[]): ByPlace => {
		const found = new Map<string, string[]>();
		for (const person of active)
			for (const place of new Set(placesOf(person)))
				if (place !== null) found.set(place, [...(found.get(place) ?? []), person.id]);
		return found;
	};
	const places = ({ grants }: PlanPerson, role: Grant['role']) =>
		grants.flatMap((grant) => (grant.role === role ? [grant.teamId ?? grant.departmentId] : []));
	return {
		people: new Map(people.map((person) => [person.id, person])),
		departments: new Map(departments.map((one) => [one.id, one])),
		teams: new Map(teams.map((one) => [one.id, one])),
		rubricKeys: new Set(rubricKeys),
		members: gather(({ teamId }) => [teamId]),
		leads: gather((person) => places(person, 'team-lead')),
		heads: gather((person) => places(person, 'department-head'))
	};
}

export const departmentOfTeam = ({ teams }: CentreFacts, teamId: string | null): string | null =>
	teamId === null ? null : (teams.get(teamId)?.departmentId ?? null);

/** Departments a person belongs to: by team, by a team led, by a department headed. */
export const departmentsOf = (centre: CentreFacts, { teamId, grants }: PlanPerson): string[] =>
	[
		departmentOfTeam(centre, teamId),
		...grants.map((grant) => grant.departmentId ?? departmentOfTeam(centre, grant.teamId))
	].filter((id) => id !== null);

/** Whoever may handle calls: a member of a team, or an agent without one. */
const handlesCalls = ({ disabled, teamId, grants }: PlanPerson): boolean =>
	!disabled && (teamId !== null || grants.some(({ role }) => role === 'agent'));

/** Everybody whose calls the plan reaches; its narrowing by newness and score left aside. */
export function reachedBy(
	{ departmentIds, teamIds, userIds }: PlanRule['callsOf'],
	centre: CentreFacts
): PlanPerson[] {
	const everybody = departmentIds.length + teamIds.length + userIds.length === 0;
	return [...centre.people.values()].filter(
		(person) =>
			handlesCalls(person) &&
			(everybody ||
				userIds.includes(person.id) ||
				(person.teamId !== null && teamIds.includes(person.teamId)) ||
				departmentIds.includes(departmentOfTeam(centre, person.teamId) ?? ''))
	);
}

/** Why nobody could check a person's calls. */
export type Gap =
	| 'agent-without-team'
	| 'team-without-lead'
	| 'lead-checks-himself'
	| 'department-without-head'
	| 'head-checks-himself'
	| 'team-of-one'
	| 'reviewer-checks-himself';

/** Why nobody could check the person's calls by this plan; undefined when somebody could. */
export function gapOf(
	{ reviewer }: Pick<PlanRule, 'reviewer'>,
	centre: CentreFacts,
	{ id, teamId }: PlanPerson
): Gap | undefined {
	const another = (ids: readonly string[]) => ids.some((other) => other !== id);
	if (reviewer.by === 'self') return undefined;
	if (reviewer.by === 'named')
		return another(reviewer.userIds) ? undefined : 'reviewer-checks-himself';
	if (teamId === null) return 'agent-without-team';
	const heads = centre.heads.get(departmentOfTeam(centre, teamId) ?? '') ?? [];
	const leads = centre.leads.get(teamId) ?? [];
	switch (reviewer.by) {
		case 'peers':
			return another(centre.members.get(teamId) ?? []) ? undefined : 'team-of-one';
		case 'department-head':
			if (heads.length === 0) return 'department-without-head';
			return another(heads) ? undefined : 'head-checks-himself';
		case 'team-lead':
			if (leads.length === 0) return 'team-without-lead';
			// The only lead's own calls go to the head.
			return another(leads) || another(heads) ? undefined : 'lead-checks-himself';
	}
}

const hearing = ['agent', 'team-lead', 'department-head'];

/** True for whoever may hear calls at all: technicians, administrators and auditors may not. */
export const listens = ({ grants }: PlanPerson): boolean =>
	grants.some(({ role }) => hearing.includes(role));
