import { peopleList, type ListedPerson } from '#lib/people/server/people-list.ts';
import type { Command } from './command.ts';

export const people: Command = {
	name: 'people list',
	summary: 'People with their present roles, team and extensions.',
	usage: '[--json]',
	options: {},
	async run(call) {
		const { db, now } = await call.runtime();
		const all: ListedPerson[] = [];
		let after: string | undefined;
		do {
			const page = await peopleList(db.read, { after }, now(), 500);
			all.push(...page.people);
			after = page.next ?? undefined;
		} while (after !== undefined);
		call.answer(
			all.map((person) => ({
				...person,
				roles: person.roles.map(({ role, place }) => ({ role, place }))
			})),
			() => all.map(line)
		);
		return 0;
	}
};

function line({ staffNo, name, roles, team, endpoints, disabled }: ListedPerson): string {
	const held = roles.map(({ role, place }) => (place ? `${role} (${place})` : role)).join(', ');
	const parts = [staffNo, name, held, team ?? '', endpoints.join(' '), disabled ? 'disabled' : ''];
	return parts.join('\t').trimEnd();
}
