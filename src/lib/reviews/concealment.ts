/**
 * Who knew and did not report (house rule M10). A problem that a review finds in a call which its
 * own agent had checked as clean may be a concealment; a person decides, nothing is fined by itself.
 *
 * What counts: a failed criterion that is severe (it costs money), or one that the self-check asks
 * about too (`selfCheck` in the form). Smaller lapses say nothing about honesty. A call that its
 * agent did not check, or in which the check named a problem or a highlight, conceals nothing; nor
 * do colleagues' checks.
 */
import { isFailed, type Answers } from '#lib/rubric/answer.ts';
import { itemsOf, type Form } from '#lib/rubric/form.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { oneOf, wordIn } from '#lib/shared/address.ts';
import { monthText, parseMonth, type BusinessMonth } from '#lib/shared/calendar.ts';
import { cleanWords, realCharacters } from '#lib/shared/words.ts';
import { REASON_LENGTH } from './revision.ts';

/** Keys of the failed criteria that a clean self-check should have reported, in the order of the form. */
export const unreported = (form: Form, answers: Answers): string[] =>
	itemsOf(form)
		.filter((item) => (item.severe ?? item.selfCheck) && isFailed(item, answers[item.key]))
		.map(({ key }) => key);

interface ConcealmentFacts {
	/** When it was ruled on. */
	ruledAt: Date | null;
	/** Who wrote the review that found it, and who made its later revisions. */
	authorIds: readonly string[];
}

export type RulingRefusal = 'already-ruled' | 'own-finding' | 'reason-too-short';

/** Whether `actorId` may decide about it now: once, with a reason, and not about the own finding (R3). */
export function decideConcealment(
	{ ruledAt, authorIds }: ConcealmentFacts,
	{ actorId, reason }: { actorId: string; reason: string }
): Decision<{ reason: string }, RulingRefusal> {
	if (ruledAt) return refuse('already-ruled', { at: ruledAt.toISOString() });
	if (authorIds.includes(actorId)) return refuse('own-finding');
	const words = cleanWords(reason);
	if (realCharacters(words) < REASON_LENGTH)
		return refuse('reason-too-short', { least: REASON_LENGTH });
	return accept({ reason: words });
}

export const concealmentStates = ['waiting', 'concealed', 'not-concealed'] as const;
export type ConcealmentState = (typeof concealmentStates)[number];

/** Which rows a list shows, as its address says. Anything that cannot be read is left out. */
export interface ConcealmentFilter {
	state?: ConcealmentState | undefined;
	team?: string | undefined;
	month?: BusinessMonth | undefined;
}

export const parseConcealmentFilter = (search: URLSearchParams): ConcealmentFilter => ({
	state: oneOf(concealmentStates, search.get('state')),
	team: wordIn(search.get('team')),
	month: parseMonth(search.get('month') ?? '') ?? undefined
});

/** The address of a filter, as `parseConcealmentFilter` reads it. */
export function concealmentSearch({ state, team, month }: ConcealmentFilter): URLSearchParams {
	const search = new URLSearchParams();
	if (state) search.set('state', state);
	if (team) search.set('team', team);
	if (month) search.set('month', monthText(month));
	return search;
}
