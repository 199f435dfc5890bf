/** The kinds of notices, in one list; each has a text `notifications_kind_<kind with _>` in both languages. */
export const notificationKinds = [
	'tasks-drawn',
	'tasks-due-soon',
	'tasks-overdue',
	'tasks-handed-over',
	'morning-digest',
	'duty-missed',
	'duty-excused',
	'review-released',
	'review-corrected',
	'concealment-listed',
	'calibration-opened',
	'calibration-due-soon',
	'calibration-ready',
	'incident-reported',
	'item-held',
	'deletion-requested',
	'deletion-decided',
	'hold-placed',
	'joint-requested',
	'joint-decided',
	'checkpoint-undelivered',
	'chain-fault',
	'scrub-found',
	'session-displaced'
] as const;
export type NotificationKind = (typeof notificationKinds)[number];
