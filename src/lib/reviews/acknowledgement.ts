/** The reviewed agent confirms to have seen the review, with a word or without. */
import * as v from 'valibot';

export const acknowledgement = v.strictObject({
	comment: v.pipe(
		v.string(),
		v.trim(),
		v.maxLength(2000),
		v.check((value) => !value.includes('\u0000'), 'NUL character')
	)
});
