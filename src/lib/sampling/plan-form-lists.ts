/** Lists as they are typed into a plan's form. Pure. */

/** Somebody who may be named. */
export interface NamedPerson {
	id: string;
	staffNo: string;
	name: string;
}

/** Parts between commas of either script; each once. */
export const listOf = (text: string): string[] => [
	...new Set(
		text
			.split(/[,，、;；\n]/)
			.map((part) => part.trim())
			.filter(Boolean)
	)
];

/** Staff numbers or names, parted by commas, else by spaces; a name that two people have is unknown. */
export function findPeople(text: string, people: readonly NamedPerson[]) {
	const ids = new Set<string>();
	const unknown: string[] = [];
	const find = (wish: string) => {
		const byNumber = people.find(({ staffNo }) => staffNo === wish);
		const byName = people.filter(({ name }) => name === wish);
		return byNumber ?? (byName.length === 1 ? byName[0] : undefined);
	};
	for (const part of listOf(text)) {
		const whole = find(part);
		for (const wish of whole ? [part] : part.split(/\s+/)) {
			const person = find(wish);
			if (person) ids.add(person.id);
			else unknown.push(wish.slice(0, 64));
		}
	}
	return { ids: [...ids], unknown };
}
