/** What belongs to calls and to checking them: recordings, draws, reviews, rubrics, custody. */
import { page, reads, sound, tries, type Policy } from './bound.ts';

export const checking: Policy = {
	'/agreement': reads('agreement.read'),
	'/agreement/calls': reads('agreement.read'),
	'/audit': reads('audit.read'),
	'/audit/checkpoints': { load: 'audit.verify', '?/verification': 'audit.verify' },
	'/audit/export': { POST: 'audit.export' },
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
	'/hand-overs': page(['hand-over.manage', 'own'], ['hand-over.manage', 'own']),
	'/hand-overs/new': page('hand-over.manage', 'hand-over.manage'),
	'/incidents': reads('incident.read', 'incident.report'),
	'/incidents/[id]': page(['incident.read', 'own'], 'incident.handle'),
	'/incidents/new': page('incident.report', 'incident.report'),
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
	'/sampling/self-checks': reads('sampling.read')
};
