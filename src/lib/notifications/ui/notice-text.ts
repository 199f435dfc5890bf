import { m } from '#lib/i18n/paraglide/messages.js';
import { dayLabel } from '#lib/i18n/format.ts';
import { parseDay } from '#lib/shared/calendar.ts';
import type { NotificationKind } from '../kinds.ts';

type Facts = Record<string, string | number>;

const texts = {
	'tasks-drawn': ({ count = 0, day = '' }) =>
		m.notifications_kind_tasks_drawn({ count, day: dayWord(String(day)) }),
	'review-released': () => m.notifications_kind_review_released(),
	'item-held': () => m.notifications_kind_item_held()
} satisfies Record<NotificationKind, (facts: Facts) => string>;

/** What a notice says, in the reader's language; a fact that is missing leaves its place empty. */
export const noticeText = (kind: NotificationKind, facts: Facts): string => texts[kind](facts);

function dayWord(text: string): string {
	const day = parseDay(text);
	return day ? dayLabel(day) : text;
}
