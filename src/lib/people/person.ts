/** What a person's own particulars must look like, wherever they are typed or imported. */
import * as v from 'valibot';

/** Letters, digits and `-_.@`: what staff numbers are made of. */
export const staffNo = v.pipe(
	v.string(),
	v.trim(),
	v.regex(/^[\p{L}\p{N}._@-]{1,32}$/u, 'staff-no-invalid')
);

/** Control characters and those that turn the direction of writing have no place in a name. */
const hidden = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** A name of a person, team or department: 1 to 64 characters on one line. */
export const plainName = v.pipe(
	v.string(),
	v.trim(),
	v.normalize('NFC'),
	v.minLength(1, 'name-missing'),
	v.maxLength(64, 'name-too-long'),
	v.check((text) => !hidden.test(text), 'name-invalid')
);

export const personInput = v.object({ staffNo, name: plainName });

/** A period `[from, to)`; `to` null is open. */
export interface Period {
	from: Date;
	to: Date | null;
}

/** "Since ever": the beginning of what is imported without one. */
export const EVER = new Date(0);

export const isInForce = ({ from, to }: Period, at: Date): boolean =>
	from <= at && (to === null || at < to);

export const overlaps = (a: Period, b: Period): boolean =>
	(b.to === null || a.from < b.to) && (a.to === null || b.from < a.to);
