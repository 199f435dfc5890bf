/** The table of rights as the manual shows it, made from the table itself. */
import {
	nobodysActions,
	placedActions,
	plainActions,
	programsActions,
	type Need,
	type PlacedRule,
	type PlainRule
} from '#lib/people/permission-table.ts';
import { roles } from '#lib/people/role.ts';

const titles = ['agent', 'team lead', 'head', 'technician', 'administrator', 'auditor'];

const needWords: Record<Need, string> = {
	reason: 'a written reason',
	'step-up': 'a fresh proof of who it is',
	'second-person': 'another person'
};

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (heads: readonly string[], rows: readonly string[][]) =>
	[line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');

function placedRow([action, rule]: [string, PlacedRule]): string[] {
	const beside = [
		...(rule.neverOwn ? ['never of an own call'] : []),
		...(rule.byTask ? ['also by a task'] : []),
		...(rule.seenByItself ? ['unseen (404) where not allowed'] : []),
		...(rule.needs ?? []).map((need) => needWords[need])
	];
	return [`\`${action}\``, ...roles.map((role) => rule.reach[role] ?? '—'), beside.join(' · ')];
}

const plainRow = ([action, rule]: [string, PlainRule]): string[] => [
	`\`${action}\``,
	...roles.map((role) => (rule.roles.includes(role) ? '✓' : '—')),
	(rule.needs ?? []).map((need) => needWords[need]).join(' · ')
];

const list = (actions: readonly string[]) => actions.map((action) => `\`${action}\``).join(' · ');

/** The whole of docs/permissions.md. */
export const permissionManual = (): string => `# Who may do what

Made from \`src/lib/people/permission-table.ts\`; a test compares. To write it again after a change of the table:
\`npx vitest run --project architecture tests/architecture/permission-manual.test.ts -u\`.

The checks of every page, endpoint and command, the buttons that are shown and the tests of every cell come from the same table.
\`src/route-policy.ts\` binds each address to the actions that decide over it; an address that is bound to none fails the tests.

What a person may not even see answers 404, in the same words and size as an id that nobody has. What they see and may not do answers
403, what does not fit how things stand 409. Rights are read anew with every request; sound that is being sent stops within a minute.

## On calls and what belongs to them

How far each role reaches, counted by the agent's team **at the time of the call**: *own* calls the person handled, *team* those of the
teams led, *department* those of the departments headed. Whoever reaches a team or department reaches their own calls too.

${table(['action', ...titles, 'besides'], Object.entries(placedActions).map(placedRow))}

## What belongs to no call

${table(['action', ...titles, 'besides'], Object.entries(plainActions).map(plainRow))}

## What nobody may do

No role reaches these, and no code path does them: ${list(nobodysActions)}.

The program alone, after its time and never on a person's request: ${list(programsActions)}.
`;
