import { inArray } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { itemsOf, type Form, type FormText } from '#lib/rubric/form.ts';
import { rubricVersions } from '#lib/rubric/server/schema.ts';

/** What the items of these rubric versions ask, by version and key. */
export async function rubricItems(
	read: Reader,
	versionIds: readonly string[]
): Promise<Map<string, Map<string, FormText>>> {
	const ids = [...new Set(versionIds)];
	if (ids.length === 0) return new Map();
	const rows = await read
		.select({ id: rubricVersions.id, form: rubricVersions.form })
		.from(rubricVersions)
		.where(inArray(rubricVersions.id, ids));
	return new Map(
		rows.map(({ id, form }) => [
			id,
			new Map(itemsOf(JSON.parse(form) as Form).map((item) => [item.key, item.text]))
		])
	);
}
