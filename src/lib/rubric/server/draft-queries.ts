/** Reads of drafts and of what is retired. */
import { eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { rubricDrafts, rubricRetirements } from './schema.ts';

/** An open draft by its id. */
export async function draftRow(db: Reader, draftId: string) {
	if (!isId(draftId)) return undefined;
	const [row] = await db.select().from(rubricDrafts).where(eq(rubricDrafts.id, draftId));
	return row;
}

/** True when the rubric is chosen no more. */
export async function isRetired(db: Reader, rubricId: string): Promise<boolean> {
	return (await db.$count(rubricRetirements, eq(rubricRetirements.rubricId, rubricId))) > 0;
}
