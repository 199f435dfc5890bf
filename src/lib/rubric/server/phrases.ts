import { and, asc, eq, lte } from 'drizzle-orm';
import { greetingOn } from '#lib/calendar/server/queries.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { CallKind } from '#lib/recordings/call.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import { scoredAs } from '../choice.ts';
import { itemsOf, type Item } from '../form.ts';
import { filled, type SlotWords } from '../phrase.ts';
import { ordinaryGreeting } from '../standard/phrases.ts';
import type { FormText } from '../text.ts';
import { companyOn } from './company.ts';
import { newestForms } from './queries.ts';
import { standardPhrases } from './schema.ts';

interface Phrase {
	itemKey: string;
	words: FormText;
}

/** Shown in place of what is not known. */
const unknownCompany: FormText = { en: '[company]', 'zh-CN': '【公司名称】' };
const unknownStaffNo: FormText = { en: '[staff number]', 'zh-CN': '【工号】' };

/** What was to be said in a call of that day by the agent of that staff number, by item; slots filled in. */
export async function phrasesFor(
	db: Reader,
	call: { callKind: CallKind; businessDay: BusinessDay; staffNo: string | null }
): Promise<Phrase[]> {
	const written = await phrasesOn(db, call.callKind, call.businessDay);
	if (written.length === 0) return [];
	const values = await slotWords(db, call.businessDay, call.staffNo);
	return written.map(({ itemKey, words }) => ({ itemKey, words: filled(words, values) }));
}

/** What the slots of a call of that day stand for. */
export async function slotWords(
	db: Reader,
	day: BusinessDay,
	staffNo: string | null
): Promise<SlotWords> {
	return {
		greeting: (await greetingOn(db, day)) ?? ordinaryGreeting,
		company: (await companyOn(db, day)) ?? unknownCompany,
		staffNo: staffNo === null ? unknownStaffNo : { en: staffNo, 'zh-CN': staffNo }
	};
}

/** The words in force on `day` with their slots, by item: the row with the latest first day, of those the one set last. */
export async function phrasesOn(
	db: Reader,
	callKind: CallKind,
	day: BusinessDay
): Promise<(Phrase & { fromDay: BusinessDay })[]> {
	const rows = await db
		.select({
			itemKey: standardPhrases.itemKey,
			words: standardPhrases.words,
			fromDay: standardPhrases.fromDay
		})
		.from(standardPhrases)
		.where(
			and(
				eq(standardPhrases.callKind, scoredAs(callKind).at(-1)!),
				lte(standardPhrases.fromDay, day)
			)
		)
		.orderBy(asc(standardPhrases.fromDay), asc(standardPhrases.changedAt), asc(standardPhrases.id));
	const newest = new Map(rows.map((row) => [row.itemKey, row]));
	return [...newest.values()].flatMap(({ words, ...row }) => (words ? [{ ...row, words }] : []));
}

/** The items that words can be prescribed for: those of the newest versions of the kind's rubrics, once each by key. */
export async function itemsToSay(db: Reader, callKind: CallKind): Promise<Item[]> {
	const forms = await newestForms(db, scoredAs(callKind).at(-1)!);
	const items = forms.flatMap(itemsOf);
	return items.filter(({ key }, index) => items.findIndex((item) => item.key === key) === index);
}
