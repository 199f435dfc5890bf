import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { dayLabel } from '#lib/i18n/format.ts';
import { parseDay } from '#lib/shared/calendar.ts';
import type { NotificationKind } from '../kinds.ts';

type Facts = Record<string, string | number>;

const texts = {
	'tasks-drawn': ({ count = 0, day = '' }) =>
		m.notifications_kind_tasks_drawn({ count, day: dayWord(day) }),
	'tasks-due-soon': ({ count = 0, time = '' }) =>
		m.notifications_kind_tasks_due_soon({ count, time }),
	'tasks-overdue': ({ count = 0 }) => m.notifications_kind_tasks_overdue({ count }),
	'tasks-handed-over': handedText,
	'morning-digest': digestText,
	'duty-missed': ({ count = 0, ...facts }) =>
		m.notifications_kind_duty_missed({ count, plan: planName(facts) }),
	'duty-excused': (facts) => m.notifications_kind_duty_excused({ plan: planName(facts) }),
	'review-released': () => m.notifications_kind_review_released(),
	'review-corrected': () => m.notifications_kind_review_corrected(),
	'review-lapse-soon': () => m.notifications_kind_review_lapse_soon(),
	'dispute-raised': () => m.notifications_kind_dispute_raised(),
	'dispute-replied': () => m.notifications_kind_dispute_replied(),
	'dispute-withdrawn': () => m.notifications_kind_dispute_withdrawn(),
	'dispute-due-soon': () => m.notifications_kind_dispute_due_soon(),
	'dispute-ruled': () => m.notifications_kind_dispute_ruled(),
	'concealment-listed': () => m.notifications_kind_concealment_listed(),
	'call-reported': () => m.notifications_kind_call_reported(),
	'clip-proposed': () => m.notifications_kind_clip_proposed(),
	'clip-waiting': () => m.notifications_kind_clip_waiting(),
	'clip-accepted': () => m.notifications_kind_clip_accepted(),
	'case-opened': () => m.notifications_kind_case_opened(),
	'case-served': () => m.notifications_kind_case_served(),
	'case-answered': () => m.notifications_kind_case_answered(),
	'case-closed': () => m.notifications_kind_case_closed(),
	'case-overdue': () => m.notifications_kind_case_overdue(),
	'coaching-assigned': () => m.notifications_kind_coaching_assigned(),
	'coaching-done': () => m.notifications_kind_coaching_done(),
	'improvement-assigned': () => m.notifications_kind_improvement_assigned(),
	'improvement-done': () => m.notifications_kind_improvement_done(),
	'calibration-opened': () => m.notifications_kind_calibration_opened(),
	'calibration-due-soon': () => m.notifications_kind_calibration_due_soon(),
	'calibration-ready': () => m.notifications_kind_calibration_ready(),
	'incident-reported': () => m.notifications_kind_incident_reported(),
	'item-held': () => m.notifications_kind_item_held(),
	'deletion-requested': () => m.notifications_kind_deletion_requested(),
	'deletion-decided': () => m.notifications_kind_deletion_decided(),
	'hold-placed': () => m.notifications_kind_hold_placed(),
	'joint-requested': () => m.notifications_kind_joint_requested(),
	'joint-decided': () => m.notifications_kind_joint_decided(),
	'checkpoint-undelivered': ({ place = '' }) =>
		m.notifications_kind_checkpoint_undelivered({ place }),
	'chain-fault': ({ seq = '' }) => m.notifications_kind_chain_fault({ seq }),
	'scrub-found': () => m.notifications_kind_scrub_found(),
	'adjustment-proposed': () => m.notifications_kind_adjustment_proposed(),
	'adjustment-decided': () => m.notifications_kind_adjustment_decided(),
	'month-closed': () => m.notifications_kind_month_closed(),
	'month-talked': () => m.notifications_kind_month_talked(),
	'month-objected': () => m.notifications_kind_month_objected(),
	'session-displaced': () => m.notifications_kind_session_displaced()
} satisfies Record<NotificationKind, (facts: Facts) => string>;

/** What a notice says, in the reader's language; a fact that is missing leaves its place empty. */
export const noticeText = (kind: NotificationKind, facts: Facts): string => texts[kind](facts);

/** Tasks that came, went, or came with a leave. */
function handedText({ count = 0, way, from = '', to = '' }: Facts): string {
	if (way === 'out') return m.notifications_kind_handed_out({ count });
	if (way === 'substitute') return m.notifications_kind_handed_substitute();
	if (way === 'returned') return m.notifications_kind_handed_returned({ count });
	if (way === 'leave')
		return m.notifications_kind_handed_leave({ count, from: dayWord(from), to: dayWord(to) });
	return m.notifications_kind_handed_in({ count });
}

/** Own tasks, what became of the department, or both. */
function digestText({ open, today = 0, overdue = 0, ...facts }: Facts): string {
	if (facts.done === undefined)
		return m.notifications_kind_digest_own({ open: open ?? 0, today, overdue });
	const { day = '', several, done, missed = 0, short = 0 } = facts;
	const department = several
		? m.notifications_kind_digest_since({ day: dayWord(day), done, missed, short })
		: m.notifications_kind_digest_yesterday({ done, missed, short });
	if (open === undefined) return department;
	const own = m.notifications_kind_digest_own_short({ open, today, overdue });
	return m.notifications_kind_digest_both({ department, own });
}

const planName = ({ plan = '', planZh = plan }: Facts): string | number =>
	getLocale() === 'en' ? plan : planZh;

function dayWord(text: string | number): string {
	const day = parseDay(String(text));
	return day ? dayLabel(day) : String(text);
}
