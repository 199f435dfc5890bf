import { and, desc, eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { settings } from '#lib/platform/server/db/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { CallKind } from '#lib/recordings/call.ts';
import { decidePhrase, type PhraseInput, type PhraseRefusal } from '../phrase.ts';
import { standardWords } from '../standard/phrases.ts';
import type { FormText } from '../text.ts';
import { COMPANY, companyOn, type CompanyName } from './company.ts';
import { itemsToSay, phrasesOn } from './phrases.ts';
import { standardPhrases } from './schema.ts';

/** Seeded words stand from the first day that a business day can be. */
const ALWAYS: BusinessDay = 10_101;

/**
 * Prescribes words for an item from a day on; empty words end what is prescribed. Rows are only
 * added: what a past call was to be opened with stays what it was.
 */
export function setPhrase(
	{ db, actor, now, zone }: Context,
	{ callKind, itemKey, en, zh, fromDay }: PhraseInput
): Promise<Decision<{ itemKey: string }, 'not-allowed' | 'no-such-item' | PhraseRefusal>> {
	return db.tx(async (tx) => {
		if (!may(actor, 'phrase.manage')) return refuse('not-allowed');
		const items = await itemsToSay(tx, callKind);
		if (!items.some(({ key }) => key === itemKey)) return refuse('no-such-item');
		const standing = await phrasesOn(tx, callKind, fromDay);
		const words: FormText | null = en === '' && zh === '' ? null : { en, 'zh-CN': zh };
		const decision = decidePhrase(
			{ words, fromDay },
			{
				today: businessDay(now, zone),
				standing: standing.find((phrase) => phrase.itemKey === itemKey)?.words ?? null
			}
		);
		if (!decision.ok) return decision;
		const id = newId(now);
		const changedAt = await afterLast(tx, callKind, itemKey, now);
		const row = { id, callKind, itemKey, words, fromDay, changedAt, changedBy: actor.id };
		await tx.insert(standardPhrases).values(row);
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'phrase.set',
				subject: `phrase:${id}`,
				facts: { callKind, key: itemKey, fromDay, ended: words === null }
			}
		);
		return accept({ itemKey });
	});
}

/** Of two changes in the same millisecond the second is the later one. */
async function afterLast(tx: Writer, callKind: CallKind, itemKey: string, now: Date) {
	const [last] = await tx
		.select({ at: standardPhrases.changedAt })
		.from(standardPhrases)
		.where(and(eq(standardPhrases.callKind, callKind), eq(standardPhrases.itemKey, itemKey)))
		.orderBy(desc(standardPhrases.changedAt))
		.limit(1);
	return last && last.at >= now ? new Date(last.at.getTime() + 1) : now;
}

/** Names the centre as its calls do, from today on; the name of earlier days stays with them. */
export function setCompany(
	{ db, actor, now, zone }: Context,
	name: FormText
): Promise<Decision<{ fromDay: BusinessDay }, 'not-allowed' | 'unchanged'>> {
	return db.tx(async (tx) => {
		if (!may(actor, 'phrase.manage')) return refuse('not-allowed');
		const fromDay = businessDay(now, zone);
		const standing = await companyOn(tx, fromDay);
		if (standing?.en === name.en && standing['zh-CN'] === name['zh-CN']) return refuse('unchanged');
		const value: CompanyName = { name, fromDay };
		const id = newId(now);
		await tx
			.insert(settings)
			.values({ id, name: COMPANY, value, effectiveFrom: now, setBy: actor.id, setAt: now });
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'setting.set', subject: `setting:${id}`, facts: { key: COMPANY, fromDay } }
		);
		return accept({ fromDay });
	});
}

/** Seeds the standard words of items that never had any; what a centre set, or ended, stays. Returns how many were added. */
export function ensureStandardPhrases({ db, actor, now }: Context): Promise<number> {
	return db.tx(async (tx) => {
		let added = 0;
		for (const { callKind, itemKey, words } of standardWords) {
			if (await hasRows(callKind, itemKey)) continue;
			const id = newId(now);
			const by = { changedAt: now, changedBy: actor.id };
			await tx
				.insert(standardPhrases)
				.values({ id, callKind, itemKey, words, fromDay: ALWAYS, ...by });
			await appendAudit(
				{ tx, actor, now },
				{
					kind: 'phrase.set',
					subject: `phrase:${id}`,
					facts: { callKind, key: itemKey, fromDay: ALWAYS }
				}
			);
			added += 1;
		}
		return added;

		async function hasRows(callKind: CallKind, itemKey: string) {
			const [row] = await tx
				.select({ id: standardPhrases.id })
				.from(standardPhrases)
				.where(and(eq(standardPhrases.callKind, callKind), eq(standardPhrases.itemKey, itemKey)))
				.limit(1);
			return row !== undefined;
		}
	});
}
