/** Every cell of the policy against what it must answer, and every flip of its table. */
import {
	needs,
	placedActions,
	plainActions,
	type PlacedRule,
	type PlainRule,
	type Reach
} from '#lib/people/permission-table.ts';
import {
	can,
	inScope,
	may,
	scopeOf,
	type PlacedAction,
	type PlainAction,
	type Verdict
} from '#lib/people/permissions.ts';
import { roles, type Actor, type Role } from '#lib/people/role.ts';
import {
	needed,
	neverOwn,
	plainRoles,
	verdicts,
	verdictsByTask
} from '../fixtures/permission-verdicts.ts';

/** Where a call stands seen from the actor: own, of the own team, of a sister team, elsewhere, of nobody. */
export const places = {
	own: { agentId: 'me', teamId: 't1', departmentId: 'd1' },
	team: { agentId: 'lin', teamId: 't1', departmentId: 'd1' },
	department: { agentId: 'wu', teamId: 't2', departmentId: 'd1' },
	elsewhere: { agentId: 'qi', teamId: 't9', departmentId: 'd9' },
	nobodys: { agentId: null, teamId: null, departmentId: null }
};
const relations = Object.keys(places) as (keyof typeof places)[];
const letters: Record<Verdict, string> = { allowed: 'a', forbidden: 'f', hidden: 'h' };

export const placedNames = Object.keys(placedActions) as PlacedAction[];
export const plainNames = Object.keys(plainActions) as PlainAction[];
const allNames = [...placedNames, ...plainNames];

/** One role, granted with a team and a department, so that the table alone says how far it reaches. */
export const holderOf = (role: Role): Actor => ({
	id: 'me',
	name: 'me',
	grants: [{ role, teamId: 't1', departmentId: 'd1' }]
});
const holders = roles.map((role) => [role, holderOf(role)] as const);

/** The cells in which the policy answers otherwise than written down, by name. */
export function wrongCells(): string[] {
	return [...wrongPlaced(), ...wrongPlain(), ...wrongNeeds()];
}

function* wrongPlaced() {
	for (const action of placedNames)
		for (const [n, [role, actor]] of holders.entries()) {
			for (const [at, relation] of relations.entries()) {
				const place = places[relation];
				const verdict = letters[can(actor, action, place)];
				if (verdict !== verdicts[action][role][at])
					yield `${action} ${role} ${relation}: ${verdict}`;
				const listed = inScope(scopeOf(actor, action), place);
				if (listed !== isListed(action, verdicts[action][role], at))
					yield `${action} ${role} ${relation} in lists: ${listed}`;
			}
			const byTask = letters[can(actor, action, { ...places.elsewhere, entrusted: true })];
			if (byTask !== verdictsByTask[action][n]) yield `${action} ${role} by task: ${byTask}`;
			const own = can(actor, action, { ...places.own, entrusted: true });
			if (neverOwn.includes(action) && own === 'allowed') yield `${action} ${role} own by task`;
		}
}

/** Lists hold what single things allow, and of what is never done to an own call those too: each is refused by itself. */
const isListed = (action: PlacedAction, row: string, at: number): boolean =>
	row[at] === 'a' || (at === 0 && neverOwn.includes(action) && row.includes('a'));

function* wrongPlain() {
	for (const action of plainNames)
		for (const [role, actor] of holders)
			if (may(actor, action) !== plainRoles[action].includes(role)) yield `${action} ${role}`;
}

const ruleOf = (action: PlacedAction | PlainAction): PlacedRule | PlainRule =>
	({ ...placedActions, ...plainActions })[action];

function* wrongNeeds() {
	for (const action of allNames) {
		const [declared, wanted] = [ruleOf(action).needs ?? [], needed[action] ?? []];
		if ([...declared].sort().join() !== [...wanted].sort().join()) yield `${action} needs`;
	}
}

/** One cell of the table with another value; `apply` sets it and gives what sets it back. */
export interface Flip {
	name: string;
	apply: () => () => void;
}

const reaches: (Reach | undefined)[] = [undefined, 'own', 'team', 'department', 'all'];

/** Each cell of the table with each other value that it could have. */
export function flips(): Flip[] {
	const placed = placedNames.flatMap((action) => {
		const rule: PlacedRule = placedActions[action];
		const reachFlips = roles.flatMap((role) =>
			reaches
				.filter((reach) => reach !== rule.reach[role])
				.map((reach) => set(rule, 'reach', { ...rule.reach, [role]: reach }, `${action} ${role}`))
		);
		const flags = (['neverOwn', 'byTask', 'seenByItself'] as const).map((flag) =>
			set(rule, flag, !rule[flag], action)
		);
		return [...reachFlips, ...flags];
	});
	const plain = plainNames.flatMap((action) => {
		const rule: PlainRule = plainActions[action];
		return roles.map((role) => set(rule, 'roles', toggled(rule.roles, role), `${action} ${role}`));
	});
	const asked = allNames.flatMap((action) => {
		const rule = ruleOf(action);
		return needs.map((need) => set(rule, 'needs', toggled(rule.needs ?? [], need), action));
	});
	return [...placed, ...plain, ...asked];
}

const toggled = <One>(list: readonly One[], one: One): One[] =>
	list.includes(one) ? list.filter((other) => other !== one) : [...list, one];

function set<Rule extends object, Key extends keyof Rule>(
	rule: Rule,
	key: Key,
	value: Rule[Key],
	of: string
): Flip {
	const apply = () => {
		const before = rule[key];
		rule[key] = value;
		return () => void (rule[key] = before);
	};
	return { name: `${of}: ${String(key)} ${JSON.stringify(value)}`, apply };
}

/** How many of `tried` the checks notice, and the names of those that they do not. */
export function noticed(tried: readonly Flip[]): { noticed: number; missed: string[] } {
	const missed = tried.filter((flip) => {
		const undo = flip.apply();
		try {
			return wrongCells().length === 0;
		} finally {
			undo();
		}
	});
	return { noticed: tried.length - missed.length, missed: missed.map(({ name }) => name) };
}
