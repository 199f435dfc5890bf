/** What cases rest on: whom it is about, when it was, where it is shown. */
import { and, eq, inArray } from 'drizzle-orm';
import { itemNames } from '#lib/coaching/server/item-names.ts';
import { missedDuties } from '#lib/duty/server/schema.ts';
import { ledgerEntries } from '#lib/ledger/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { concealmentRulings, concealments } from '#lib/reviews/server/ruling-schema.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import type { FormText } from '#lib/rubric/form.ts';
import { monthText, type BusinessMonth } from '#lib/shared/calendar.ts';
import type { Ground, GroundKind } from '../ground.ts';

interface FoundGround extends Ground {
	personId: string;
	at: Date;
	/** Month in which it counts; null where it counts in none by itself. */
	month: BusinessMonth | null;
	/** Code of a severe item. */
	code: string | null;
	/** The item's words, of a line that is about one. */
	item: FormText | null;
	path: string;
}

/** Those of the grounds that there are, in their order. A concealment is one when it was ruled to be. */
export async function foundGrounds(
	read: Reader,
	grounds: readonly Ground[]
): Promise<FoundGround[]> {
	const found: FoundGround[] = [];
	for (const [kind, some] of Map.groupBy(grounds, (ground) => ground.kind)) {
		const ids = some.map(({ subjectId }) => subjectId);
		found.push(...(await finders[kind](read, ids)).map((one) => ({ kind, ...one })));
	}
	const keys = grounds.map(({ subjectId }) => subjectId);
	return found.sort((a, b) => keys.indexOf(a.subjectId) - keys.indexOf(b.subjectId));
}

type Found = Omit<FoundGround, 'kind'>;
const plain = { code: null, item: null };

const finders: Record<GroundKind, (read: Reader, ids: string[]) => Promise<Found[]>> = {
	'ledger-line': async (read, ids) => {
		const rows = await read.select().from(ledgerEntries).where(inArray(ledgerEntries.id, ids));
		const names = Object.entries(await itemNames(read));
		const itemOf = (key: string | null) =>
			names.find(([name]) => key !== null && name.endsWith(`:${key}`))?.[1].text ?? null;
		return rows.map(({ id, agentId, businessMonth: month, lineKey, ...row }) => ({
			...{ subjectId: id, personId: agentId, month },
			at: row.callStartedAt ?? row.at,
			code: row.code,
			item: itemOf(row.itemKey),
			path: `/assessments/${monthText(month)}/${agentId}/lines/${encodeURIComponent(lineKey)}`
		}));
	},
	review: async (read, ids) => {
		const rows = await read
			.select({
				subjectId: reviews.id,
				personId: reviews.agentId,
				at: reviews.callStartedAt,
				month: reviews.businessMonth
			})
			.from(reviews)
			.where(inArray(reviews.id, ids));
		return rows.map((row) => ({ ...row, ...plain, path: `/reviews/${row.subjectId}` }));
	},
	concealment: async (read, ids) => {
		const rows = await read
			.select({
				subjectId: concealments.id,
				personId: concealments.agentId,
				at: concealments.at,
				month: concealments.businessMonth
			})
			.from(concealments)
			.innerJoin(concealmentRulings, eq(concealmentRulings.concealmentId, concealments.id))
			.where(and(inArray(concealments.id, ids), eq(concealmentRulings.concealed, true)));
		return rows.map((row) => ({ ...row, ...plain, path: `/concealments/${row.subjectId}` }));
	},
	'missed-duty': async (read, ids) => {
		const rows = await read
			.select({
				subjectId: missedDuties.id,
				personId: missedDuties.reviewerId,
				at: missedDuties.at
			})
			.from(missedDuties)
			.where(inArray(missedDuties.id, ids));
		return rows.map((row) => ({ ...row, ...plain, month: null, path: '/sampling/missed' }));
	}
};
