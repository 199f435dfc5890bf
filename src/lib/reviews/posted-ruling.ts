/** A ruling on a second review as its page posts it. */
import { dayIn } from '#lib/shared/address.ts';
import { addDays, dayStart } from '#lib/shared/calendar.ts';
import type { SecondRuling } from './review.ts';

interface PostedRuling {
	firstReviewId: string;
	ruling: SecondRuling;
	reason: string;
	/** Keys of the criteria in which the second review is right. */
	chosen: string[];
	session: { title: string; deadline: Date };
}

/**
 * Reads a posted ruling; what is missing reads as nothing. `deadline` names a day of the centre's
 * `zone`, the end of which it is; without one that can be read the deadline has passed.
 */
export function postedRuling(data: FormData, ruling: SecondRuling, zone: string): PostedRuling {
	const text = (name: string) => {
		const value = data.get(name);
		return typeof value === 'string' ? value.replaceAll('\u0000', '').slice(0, 4000) : '';
	};
	const day = dayIn(text('deadline'));
	const deadline = day === undefined ? new Date(0) : dayStart(addDays(day, 1), zone);
	return {
		firstReviewId: text('first'),
		ruling,
		reason: text('reason'),
		chosen: data.getAll('take').filter((key) => typeof key === 'string'),
		session: { title: text('title'), deadline }
	};
}
