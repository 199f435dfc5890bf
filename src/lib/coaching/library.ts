/**
 * The listening library: passages of calls worth learning from. A passage is heard by others only
 * while its agent consents and a head has taken it in; the newest word of each stands.
 */
import * as v from 'valibot';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { parseDuration } from '#lib/shared/duration.ts';
import { cleanWords, realCharacters } from '#lib/shared/words.ts';

/** A passage is an example, not a call. */
export const LONGEST_CLIP_MS = 120_000;
const LONGEST_TITLE = 120;

export type ClipState =
	'waiting-consent' | 'waiting-decision' | 'accepted' | 'declined' | 'withdrawn';

/** Null: nothing was said yet. */
export function clipState(given: {
	consents: boolean | null;
	accepted: boolean | null;
}): ClipState {
	if (given.consents === null) return 'waiting-consent';
	if (!given.consents) return 'withdrawn';
	if (given.accepted === null) return 'waiting-decision';
	return given.accepted ? 'accepted' : 'declined';
}

const ms = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1));

const clipInput = v.strictObject({
	recordingId: v.pipe(v.string(), v.maxLength(60)),
	fromMs: ms,
	toMs: ms,
	title: v.pipe(
		v.string(),
		v.maxLength(500),
		v.check((value) => !value.includes('\u0000'), 'NUL character')
	),
	/** Of the rubric that would score the call now. */
	itemKey: v.nullable(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,59}$/))),
	/** The agent's own word on proposing it. */
	consents: v.boolean()
});
export type ClipInput = v.InferOutput<typeof clipInput>;

export type ClipRefusal =
	'times' | 'outside-recording' | 'too-long' | 'whole-call' | 'title-missing' | 'unknown-item';

/** Whether the passage can be proposed of a call of that length; the title comes back cleaned. */
export function decideClip(
	{ fromMs, toMs, title, itemKey }: ClipInput,
	call: { durationMs: number; itemKeys: readonly string[] }
): Decision<{ title: string }, ClipRefusal> {
	if (fromMs >= toMs) return refuse('times');
	if (toMs > call.durationMs) return refuse('outside-recording');
	if (fromMs === 0 && toMs >= call.durationMs) return refuse('whole-call');
	if (toMs - fromMs > LONGEST_CLIP_MS) return refuse('too-long');
	const words = cleanWords(title).slice(0, LONGEST_TITLE);
	if (realCharacters(words) === 0) return refuse('title-missing');
	if (itemKey !== null && !call.itemKeys.includes(itemKey)) return refuse('unknown-item');
	return accept({ title: words });
}

/** Whether the agent's word changes anything. */
export const decideConsent = (
	before: boolean | null,
	consents: boolean
): Decision<{ consents: boolean }, 'already-so'> =>
	(before ?? false) === consents ? refuse('already-so') : accept({ consents });

interface Decided {
	state: ClipState;
	accepted: boolean | null;
}

/** Whether a head may take the passage in, or leave or take it out, which needs a reason. */
export function decideAcceptance(
	{ state, accepted }: Decided,
	wish: { accepted: boolean; reason: string }
): Decision<
	{ accepted: boolean; reason: string },
	'not-consented' | 'already-so' | 'reason-missing'
> {
	const reason = cleanWords(wish.reason);
	if (accepted === wish.accepted) return refuse('already-so');
	if (wish.accepted && (state === 'waiting-consent' || state === 'withdrawn'))
		return refuse('not-consented');
	if (!wish.accepted && realCharacters(reason) === 0) return refuse('reason-missing');
	return accept({ accepted: wish.accepted, reason });
}

/** What was typed, given back with a refusal. */
interface TypedClip {
	recording: string;
	from: string;
	to: string;
	title: string;
	item: string;
	consents: boolean;
}

/** A proposal as a plain form sends it; undefined content when a time cannot be read. */
export function postedClip(data: FormData): { content: ClipInput | undefined; typed: TypedClip } {
	const text = (name: string) => {
		const value = data.get(name);
		return typeof value === 'string' ? value.trim() : '';
	};
	const typed = {
		...{ recording: text('recording'), from: text('from'), to: text('to') },
		...{ title: text('title'), item: text('item'), consents: text('consents') !== '' }
	};
	const content = v.safeParse(clipInput, {
		recordingId: typed.recording,
		fromMs: parseDuration(typed.from),
		toMs: parseDuration(typed.to),
		title: typed.title,
		itemKey: typed.item || null,
		consents: typed.consents
	});
	return { content: content.success ? content.output : undefined, typed };
}
