/**
 * What a form may carry (N17: no field is taken that its page does not have). A list is written as
 * words: `name` stands once at most, `task[]` any number of times, `answer.*` for whatever lies
 * below the dot, once each, `sections.*[]` for that any number of times. A file comes as `file` alone.
 */

interface Allowed {
	name: string;
	family: boolean;
	several: boolean;
}

const read = (word: string): Allowed => {
	const several = word.endsWith('[]');
	const plain = several ? word.slice(0, -2) : word;
	const family = plain.endsWith('.*');
	return { name: family ? plain.slice(0, -1) : plain, family, several };
};

/** Far more than the largest form of ours, a rubric's draft, has. */
const MOST_FIELDS = 20_000;

/** The first name that `fields` does not allow, or not twice; undefined when the form is in order. */
export function strangeField(
	fields: string,
	form: Iterable<[string, unknown]>
): string | undefined {
	const allowed = fields.split(/\s+/).filter(Boolean).map(read);
	const seen = new Set<string>();
	let count = 0;
	for (const [name, value] of form) {
		const found = allowed.find((one) =>
			one.family ? name.startsWith(one.name) && name.length > one.name.length : name === one.name
		);
		const isFile = typeof value !== 'string';
		if (!found || (isFile && name !== 'file')) return name;
		if ((seen.has(name) && !found.several) || ++count > MOST_FIELDS) return name;
		seen.add(name);
	}
	return undefined;
}

/** The first key of an address that stands there twice and may not. */
export function repeatedKey(
	search: URLSearchParams,
	several: readonly string[]
): string | undefined {
	const seen = new Set<string>();
	for (const key of search.keys()) {
		if (seen.has(key) && !several.includes(key)) return key;
		seen.add(key);
	}
	return undefined;
}
