/** What is typed on the sheet of an agent's month: the talk about it, and the signature or objection. */
import * as v from 'valibot';

const words = v.pipe(
	v.string(),
	v.trim(),
	v.maxLength(2000),
	// Both engines refuse or lose NUL characters.
	v.check((value) => !value.includes('\u0000'), 'NUL character')
);

export const talkInput = v.strictObject({
	/** Day and time in the centre's zone, as a form gives it. */
	talkedAt: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)),
	words
});

export const signatureInput = v.strictObject({
	outcome: v.picklist(['signed', 'objected']),
	words,
	/** SHA-256 of the figures that were shown. */
	figures: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
});
