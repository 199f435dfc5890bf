/**
 * What every address of the server is bound to: by its handler the action of the one policy
 * (people/permission-table.ts) that decides. A handler that is missing here fails the tests.
 * Of several the first says whether it is seen at all, and any of the others allows.
 */
import type { PlacedAction, PlainAction } from '#lib/people/permissions.ts';

/**
 * `open` needs no sign-in. `session` is for everybody signed in and holds nothing of anybody's.
 * `own` is what is the reader's by itself: their account, notices, tasks, what they take part in.
 */
export type Bound = PlacedAction | PlainAction | 'open' | 'session' | 'own';

/** A page's `load`, its form actions as `?/name`, a layout's load as `layout`, an endpoint's methods. */
type Handlers = Readonly<Record<string, Bound | readonly Bound[]>>;

const reads = (...load: Bound[]): Handlers => ({ load });
const page = (load: Bound | readonly Bound[], submit: Bound | readonly Bound[]): Handlers => ({
	...{ load, '?/default': submit }
});
const tries = (act: Bound) => ({ '?/save': act, '?/preview': act });
const sound: Handlers = { GET: 'recording.hear', HEAD: 'recording.hear' };

export const routePolicy: Readonly<Record<string, Handlers>> = {
	'/': { layout: 'open', load: 'session' },
	'/account': { load: 'own', '?/password': 'own', '?/session': 'own', '?/others': 'own' },
	'/account/second-factor': {
		...{ load: 'own', '?/begin': 'own', '?/codes': 'own', '?/remove': 'own', '?/confirm': 'own' }
	},
	'/agreement': reads('agreement.read'),
	'/agreement/calls': reads('agreement.read'),
	'/assessments': reads('session'),
	'/assessments/[month=month]': reads('assessment.read'),
	'/assessments/[month=month]/[agentId]': {
		...{ load: 'assessment.read', '?/payBase': 'adjustment.decide' }
	},
	'/assessments/[month=month]/[agentId]/lines/[line]': reads('assessment.read'),
	'/assessments/[month=month]/leaders/[personId]': reads('board.read'),
	'/assessments/[month=month]/ratings': {
		load: ['assessment.read', 'peer-rating.give'],
		...{ '?/lead': 'rating.give', '?/peer': 'peer-rating.give' }
	},
	'/assessments/indicators': {
		...{ load: 'indicator.read', '?/value': 'indicator.enter', '?/preview': 'indicator.enter' },
		...{ '?/definition': 'indicator.enter', '?/import': 'indicator.enter' }
	},
	'/assessments/scheme': page('scheme.read', 'scheme.manage'),
	'/assessments/[month=month]/[agentId]/sheet': {
		...{ load: 'assessment.read', '?/talk': 'month-talk.note', '?/signature': 'month.sign' }
	},
	'/assessments/[month=month]/severe-items': page('severe-item.confirm', 'severe-item.confirm'),
	'/assessments/adjustments': {
		load: 'assessment.read',
		...{ '?/proposal': 'adjustment.propose', '?/decision': 'adjustment.decide' }
	},
	'/assessments/penalty-tables': {
		...{ load: 'scheme.read', '?/table': 'scheme.manage', '?/settings': 'scheme.manage' }
	},
	'/assessments/[month=month]/close': {
		...{ load: 'board.read', '?/lock': 'month.lock', '?/unlock': 'month.unlock' },
		'?/decide': 'month.unlock'
	},
	'/assessments/[month=month]/close/open': reads('board.read'),
	'/assessments/[month=month]/export': reads('assessment.export'),
	'/assessments/[month=month]/export/[file]': { GET: 'assessment.export' },
	'/audit': reads('audit.read'),
	'/audit/checkpoints': { load: 'audit.verify', '?/verification': 'audit.verify' },
	'/audit/export': { POST: 'audit.export' },
	'/calendar': {
		load: 'calendar.read',
		...{ '?/days': 'calendar.manage', '?/greeting': 'calendar.manage' },
		'?/greetingRemoval': 'calendar.manage'
	},
	'/calendar/import': {
		...{ load: 'calendar.manage', '?/preview': 'calendar.manage', '?/import': 'calendar.manage' }
	},
	'/calendar/roster': {
		...{ load: 'calendar.read', '?/preview': 'calendar.manage', '?/import': 'calendar.manage' }
	},
	'/calibrations': reads('calibration.read'),
	'/calibrations/[id]': {
		load: ['calibration.read', 'own'],
		...{ '?/remark': ['calibration.read', 'own'], '?/close': 'calibration.open' }
	},
	'/calibrations/[id]/calls/[recordingId]': {
		...{ load: ['calibration.read', 'own'], '?/draft': 'own', '?/submit': 'own' }
	},
	'/calibrations/[id]/calls/[recordingId]/draft': { GET: 'own', PUT: 'own' },
	'/calibrations/new': page('calibration.open', 'calibration.open'),
	'/cases': reads('case.read'),
	'/cases/[id]': {
		load: 'case.read',
		...{ '?/service': 'case.handle', '?/check': 'case.handle', '?/closure': 'case.handle' },
		...{ '?/acknowledgement': 'case.answer', '?/statement': 'case.answer' },
		'?/rectification': 'case.answer'
	},
	'/cases/[id]/escalation': page(['case.read', 'case.handle'], ['case.read', 'case.handle']),
	'/cases/[id]/letter.pdf': { GET: 'case.read' },
	'/cases/new': page('case.open', 'case.open'),
	'/coaching': reads('coaching.read'),
	'/coaching/[id]': {
		load: 'coaching.read',
		...{ '?/acknowledgement': 'coaching.answer', '?/cancellation': 'coaching.assign' },
		'?/completion': ['coaching.read', 'coaching.answer', 'coaching.assign']
	},
	'/coaching/new': page('coaching.assign', 'coaching.assign'),
	'/concealments': reads('concealment.read'),
	'/concealments/[id]': { load: 'concealment.read', '?/ruling': 'concealment.rule' },
	'/custody': {
		layout: ['custody.read', 'evidence.read'],
		load: ['custody.read', 'evidence.read']
	},
	'/custody/deletion-requests': reads('custody.read'),
	'/custody/deletion-requests/[id]': {
		load: 'custody.read',
		...{ '?/decide': 'deletion.decide', '?/restore': 'deletion.restore' },
		'?/withdraw': ['deletion.request', 'own']
	},
	'/custody/holds': reads('custody.read'),
	'/custody/joint/[id]': page('custody.read', ['hold.release', 'restriction.set']),
	'/custody/restrictions': reads('restriction.set'),
	'/custody/storage': reads('evidence.read'),
	'/custody/tombstones': reads('custody.read'),
	'/custody/unmaskings': reads('unmasking.read'),
	'/disputes': reads('dispute.read'),
	'/disputes/[id]': {
		load: 'dispute.read',
		...{ '?/ruling': 'dispute.rule', '?/reply': ['dispute.read', 'dispute.reply'] },
		...{ '?/withdrawal': 'dispute.raise', '?/appeal': 'dispute.raise' }
	},
	'/disputes/statistics': reads('dispute.read'),
	'/hand-overs': page(['hand-over.manage', 'own'], ['hand-over.manage', 'own']),
	'/hand-overs/new': page('hand-over.manage', 'hand-over.manage'),
	'/healthz': { GET: 'open' },
	'/improvements': reads('improvement.read'),
	'/improvements/[id]': {
		load: 'improvement.read',
		...{ '?/completion': ['improvement.read', 'own'], '?/judgement': ['improvement.read', 'own'] },
		'?/cancellation': 'improvement.manage'
	},
	'/improvements/new': page('improvement.manage', 'improvement.manage'),
	'/incidents': reads('incident.read', 'incident.report'),
	'/incidents/[id]': page(['incident.read', 'own'], 'incident.handle'),
	'/incidents/new': page('incident.report', 'incident.report'),
	'/jobs': reads('job.read'),
	'/library': reads('library.read'),
	'/library/[id]': {
		load: ['library.read', 'clip.propose', 'own'],
		...{ '?/consent': 'own', '?/decision': 'clip.accept' }
	},
	'/library/[id]/audio': { GET: 'library.read', HEAD: 'library.read' },
	'/library/[id]/plays': { POST: 'library.read' },
	'/library/[id]/plays/[playId]': { POST: 'own' },
	'/library/new': page(['recording.list', 'clip.propose'], ['recording.list', 'clip.propose']),
	'/notifications': { load: 'own', '?/open': 'own', '?/read-all': 'own' },
	'/people': page('people.read', 'people.manage'),
	'/people/[id]': {
		load: 'people.read',
		...{ '?/name': 'people.manage', '?/role': 'people.manage', '?/decide': 'people.manage' },
		...{ '?/team': 'people.manage', '?/endpoint': 'people.manage', '?/end': 'people.manage' },
		...{ '?/disable': 'people.manage', '?/enable': 'people.manage', '?/duty': 'people.manage' },
		...{ '?/linkAccount': 'account.link', '?/partAccount': 'account.link' },
		'?/link': 'people.manage'
	},
	'/people/[id]/access': {
		...{ load: 'people.manage', '?/sessions': 'people.manage', '?/wait': 'people.manage' },
		'?/reset': 'people.manage'
	},
	'/people/sign-in': page('people.manage', 'people.manage'),
	'/people/teams': page('people.read', 'people.manage'),
	'/preferences': { POST: 'own' },
	'/preferences/[name]': { PUT: 'own' },
	'/recordings': reads('recording.list'),
	'/recordings/[id]': reads('recording.list'),
	'/recordings/[id]/audio': sound,
	'/recordings/[id]/check': page(
		['recording.list', 'self-check.submit', 'peer-check.submit'],
		['recording.list', 'self-check.submit', 'peer-check.submit']
	),
	'/recordings/[id]/custody': reads('custody.read'),
	'/recordings/[id]/custody.json': { GET: 'custody.read' },
	'/recordings/[id]/custody.pdf': { GET: 'custody.read' },
	'/recordings/[id]/deletion-request': page('deletion.request', 'deletion.request'),
	'/recordings/[id]/hold': {
		load: 'custody.read',
		...{ '?/place': 'hold.place', '?/release': 'hold.release', '?/retention': 'retention.note' },
		...{ '?/restrict': 'restriction.set', '?/lift': 'restriction.set' }
	},
	'/recordings/[id]/incident': page('recording.list', ['recording.list', 'incident.report']),
	'/recordings/[id]/number': page('recording.unmask', 'recording.unmask'),
	'/recordings/[id]/peaks': sound,
	'/recordings/[id]/plays': { POST: 'recording.hear' },
	'/recordings/[id]/plays/[playId]': { POST: 'own' },
	'/recordings/[id]/report': page(
		['recording.list', 'self-check.submit', 'peer-check.submit'],
		['recording.list', 'self-check.submit', 'peer-check.submit']
	),
	'/recordings/[id]/review': {
		load: ['recording.list', 'review.submit'],
		...{ '?/submit': 'review.submit', '?/draft': 'review.submit', '?/discard': 'own' }
	},
	'/recordings/[id]/review/draft': { GET: 'own', PUT: 'review.submit' },
	'/recordings/[id]/sound': { GET: 'recording.hear' },
	'/recordings/[id]/still': { GET: 'recording.hear' },
	'/reviews': reads('review.read'),
	'/reviews/[id]': { load: 'review.read', '?/acknowledgement': 'review.acknowledge' },
	'/reviews/[id]/correction': { load: 'review.correct', '?/submit': 'review.correct' },
	'/reviews/[id]/dispute': page('dispute.raise', 'dispute.raise'),
	'/reviews/[id]/second-review': {
		load: 'review.read',
		...{ '?/confirmation': 'second-review.rule', '?/correction': 'second-review.rule' },
		'?/calibration': 'second-review.rule'
	},
	'/rubrics': reads('rubric.read'),
	'/rubrics/[id]': { load: 'rubric.read', '?/draft': 'rubric.edit' },
	'/rubrics/[id]/compare': reads('rubric.read'),
	'/rubrics/[id]/export': { GET: 'rubric.read' },
	'/rubrics/[id]/retirement': page('rubric.publish', 'rubric.publish'),
	'/rubrics/choices': page('rubric.read', 'rubric.choose'),
	'/rubrics/drafts/[id]': {
		...{ load: 'rubric.edit', '?/save': 'rubric.edit', '?/edit': 'rubric.edit' },
		'?/discard': 'rubric.edit'
	},
	'/rubrics/drafts/[id]/export': { GET: 'rubric.edit' },
	'/rubrics/drafts/[id]/preview': reads('rubric.edit', 'recording.hear'),
	'/rubrics/drafts/[id]/publication': page('rubric.edit', 'rubric.publish'),
	'/rubrics/import': page('rubric.edit', 'rubric.edit'),
	'/rubrics/new': page('rubric.edit', 'rubric.edit'),
	'/rubrics/phrases': {
		...{ load: 'rubric.read', '?/phrase': 'phrase.manage', '?/company': 'phrase.manage' }
	},
	'/sampling': reads('sampling.read', 'plan.read'),
	'/sampling/assignments/[id]/replacement': page(
		['sampling.read', 'assignment.replace'],
		['sampling.read', 'assignment.replace']
	),
	'/sampling/assignments/[id]/reviewer': page(
		['sampling.read', 'assignment.reassign'],
		['sampling.read', 'assignment.reassign']
	),
	'/sampling/draws/[id]': page('sampling.read', 'sampling.read'),
	'/sampling/draws/[id]/export': { GET: 'sampling.read' },
	'/sampling/missed': reads('sampling.read'),
	'/sampling/missed/[id]/excuse': page('duty.excuse', 'duty.excuse'),
	'/sampling/plans/[key]': reads('plan.read'),
	'/sampling/plans/[key]/edit': { load: 'plan.manage', ...tries('plan.manage') },
	'/sampling/plans/new': { load: 'plan.manage', ...tries('plan.manage') },
	'/sampling/self-checks': reads('sampling.read'),
	'/session': { GET: 'session', POST: 'own' },
	'/set-password': page('open', 'open'),
	'/set-up': page('open', 'open'),
	'/sign-in': page('open', 'open'),
	'/sign-in/code': page('open', 'open'),
	'/sign-in/locale': { POST: 'open' },
	'/sign-out': page('own', 'own'),
	'/sources': reads('source.read'),
	'/sources/[id]': {
		load: 'source.read',
		...{ '?/retry': 'source.manage', '?/pause': 'source.manage', '?/resume': 'source.manage' }
	},
	'/sources/[id]/check': reads('source.read'),
	'/sources/[id]/settings': page('source.read', 'source.manage'),
	'/sources/new': page('source.manage', 'source.manage'),
	'/yesterday': {
		load: 'own',
		'?/check': ['recording.list', 'self-check.submit', 'peer-check.submit'],
		'?/report': ['recording.list', 'self-check.submit', 'peer-check.submit']
	},
	'/yesterday/reports': reads('review.read')
};
