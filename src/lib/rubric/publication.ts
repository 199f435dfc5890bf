/**
 * Publishing a draft. Four eyes: who wrote in a version does not publish it. A centre in which
 * nobody else may publish can have the writer do it, with a reason that stays with the version.
 *
 * Pure.
 */
import type { BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';

export interface PublicationFacts {
	/** Faults of the form (faults.ts). */
	faults: number;
	/** The form is the newest version's, to the letter. */
	unchanged: boolean;
	/** Who wrote in the draft, by user id. */
	editors: readonly string[];
	/** Others than the publisher who may publish now. */
	otherPublishers: number;
	/** Version of the draft as it stands. */
	version: number;
	/** The centre's today. */
	today: BusinessDay;
}

interface PublicationWish {
	actorId: string;
	/** Version of the draft that the publisher read. */
	version: number;
	/** First business day of calls that it scores. */
	effectiveFrom: BusinessDay;
	/** Why the writer publishes; asked for only where nobody else can. */
	overrideReason: string;
}

export type PublicationRefusal =
	'stale' | 'faults' | 'unchanged' | 'own-work' | 'reason-missing' | 'day-past' | 'day-too-far';

/** How an actor stands to publishing a draft, before anything is asked. */
type PublisherStanding = 'free' | 'own-work' | 'needs-reason';

/** `needs-reason` where the writer is the only one who could. */
export function publisherStanding(
	{ editors, otherPublishers }: Pick<PublicationFacts, 'editors' | 'otherPublishers'>,
	actorId: string
): PublisherStanding {
	if (!editors.includes(actorId)) return 'free';
	return otherPublishers > 0 ? 'own-work' : 'needs-reason';
}

const REASON_LEAST = 10;
const YEAR = 10_000;

/** Decides whether the draft becomes a version; gives the reason to keep, or null where none was needed. */
export function decidePublication(
	facts: PublicationFacts,
	wish: PublicationWish
): Decision<{ overrideReason: string | null }, PublicationRefusal> {
	if (wish.version !== facts.version) return refuse('stale', { version: facts.version });
	if (facts.faults > 0) return refuse('faults', { count: facts.faults });
	if (facts.unchanged) return refuse('unchanged');
	if (wish.effectiveFrom < facts.today) return refuse('day-past');
	if (wish.effectiveFrom > facts.today + YEAR) return refuse('day-too-far');
	const standing = publisherStanding(facts, wish.actorId);
	if (standing === 'own-work') return refuse('own-work');
	if (standing === 'free') return accept({ overrideReason: null });
	const reason = wish.overrideReason.trim();
	return reason.length < REASON_LEAST
		? refuse('reason-missing', { least: REASON_LEAST })
		: accept({ overrideReason: reason });
}

export type RetirementRefusal = 'already-retired' | 'draft-open' | 'last-of-kind';

/**
 * Decides whether a rubric is chosen no more. Refused while a draft of it is open, and when calls
 * of its kind would be left without one: no other rubric of the kind stands, and none is chosen for
 * the kind everywhere. Calls of no kind of their own are scored as reports, so theirs is never the last.
 */
export function decideRetirement(facts: {
	retired: boolean;
	draftOpen: boolean;
	callKind: string;
	/** Further published rubrics of the kind that are not retired. */
	others: number;
	/** A standing rubric is chosen for the kind, for any queue and team. */
	anotherChosen: boolean;
}): Decision<null, RetirementRefusal> {
	if (facts.retired) return refuse('already-retired');
	if (facts.draftOpen) return refuse('draft-open');
	const spared = facts.others > 0 || facts.anotherChosen || facts.callKind === 'other';
	return spared ? accept(null) : refuse('last-of-kind');
}
