import { and, asc, eq, gt, gte } from 'drizzle-orm';
import { greetingPeriods } from '#lib/calendar/server/schema.ts';
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { CallKind } from '#lib/recordings/call.ts';
import { businessDay, parseDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { filled, phraseKinds } from '../phrase.ts';
import { companyOn } from './company.ts';
import { itemsToSay, phrasesOn, slotWords } from './phrases.ts';
import { standardPhrases } from './schema.ts';

/** Staff number in the examples of the page. */
const EXAMPLE_STAFF_NO = '1001';
const SHOWN_PERIODS = 8;

interface PhraseQuery {
	kind: string | null;
	day: string | null;
	/** The item whose words are being changed. */
	item: string | null;
}

/** The words of a kind of call on a day, today unless another is asked for; the greeting periods to look at; what is planned. */
export async function phrasePage(
	{ db, actor, now, zone }: Pick<Context, 'db' | 'actor' | 'now' | 'zone'>,
	query: PhraseQuery
) {
	const kind = phraseKinds.find((known) => known === query.kind) ?? 'report';
	const today = businessDay(now, zone);
	const day = parseDay(query.day ?? '') ?? today;
	const values = await slotWords(db.read, day, EXAMPLE_STAFF_NO);
	const written = await phrasesOn(db.read, kind, day);
	const items = await itemsToSay(db.read, kind);
	return {
		kind,
		today,
		day,
		manages: may(actor, 'phrase.manage'),
		company: (await companyOn(db.read, today)) ?? null,
		items: items.map(({ key, text }) => ({ key, text })),
		phrases: items.flatMap(({ key, text }) => {
			const phrase = written.find(({ itemKey }) => itemKey === key);
			if (!phrase) return [];
			return [{ ...phrase, text, said: filled(phrase.words, values) }];
		}),
		item: items.find(({ key }) => key === query.item)?.key ?? null,
		periods: await periodsFrom(db.read, today),
		planned: await plannedAfter(db.read, kind, today)
	};
}

const periodsFrom = (db: Reader, today: BusinessDay) =>
	db
		.select({
			id: greetingPeriods.id,
			firstDay: greetingPeriods.firstDay,
			lastDay: greetingPeriods.lastDay,
			greeting: greetingPeriods.greeting
		})
		.from(greetingPeriods)
		.where(gte(greetingPeriods.lastDay, today))
		.orderBy(asc(greetingPeriods.firstDay), asc(greetingPeriods.id))
		.limit(SHOWN_PERIODS);

/** Days from which other words stand, and of which items. */
const plannedAfter = (db: Reader, kind: CallKind, today: BusinessDay) =>
	db
		.selectDistinct({ itemKey: standardPhrases.itemKey, fromDay: standardPhrases.fromDay })
		.from(standardPhrases)
		.where(and(eq(standardPhrases.callKind, kind), gt(standardPhrases.fromDay, today)))
		.orderBy(asc(standardPhrases.fromDay), asc(standardPhrases.itemKey));
