/**
 * One text for one value: keys sorted by code unit, no spaces, as RFC 8785 (JCS)
 * restricted to what we hash: strings, finite numbers, booleans, null, arrays, plain objects.
 */

/** Serialises `value`; keys whose value is undefined are left out; throws on what JSON cannot hold. */
export function canonicalJson(value: unknown): string {
	if (value === null || typeof value === 'boolean' || typeof value === 'string')
		return JSON.stringify(value);
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) throw new TypeError('canonicalJson: number is not finite');
		return JSON.stringify(value);
	}
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	if (value instanceof Date) return JSON.stringify(value.toISOString());
	if (typeof value === 'object') {
		const members = value as Record<string, unknown>;
		let text = '';
		for (const key of Object.keys(members).sort()) {
			const member = members[key];
			if (member !== undefined)
				text += `${text && ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
		}
		return `{${text}}`;
	}
	throw new TypeError(`canonicalJson: ${typeof value} has no canonical text`);
}

/** True when two values say the same, whatever the order of their members; an absent one says null. */
export const sameJson = (a: unknown, b: unknown): boolean =>
	a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null);
