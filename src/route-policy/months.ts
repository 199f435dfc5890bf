/** What belongs to an agent’s day and month: reports, disputes, the assessment, what follows from it. */
import { page, reads, type Policy } from './bound.ts';

export const months: Policy = {
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
		...{ '?/decide': 'month.unlock', '?/files': ['assessment.export', 'month.lock'] }
	},
	'/assessments/[month=month]/close/files/[file]': { GET: 'assessment.export' },
	'/assessments/[month=month]/close/open': reads('board.read'),
	'/assessments/[month=month]/export': reads('assessment.export'),
	'/assessments/[month=month]/export/[file]': { GET: 'assessment.export' },
	'/boards': reads('board.read'),
	'/boards/me': reads('assessment.read'),
	'/boards/teams': reads('board.read'),
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
	'/disputes': reads('dispute.read'),
	'/disputes/[id]': {
		load: 'dispute.read',
		...{ '?/ruling': 'dispute.rule', '?/reply': ['dispute.read', 'dispute.reply'] },
		...{ '?/withdrawal': 'dispute.raise', '?/appeal': 'dispute.raise' }
	},
	'/disputes/statistics': reads('dispute.read'),
	'/improvements': reads('improvement.read'),
	'/improvements/[id]': {
		load: 'improvement.read',
		...{ '?/completion': ['improvement.read', 'own'], '?/judgement': ['improvement.read', 'own'] },
		'?/cancellation': 'improvement.manage'
	},
	'/improvements/new': page('improvement.manage', 'improvement.manage'),
	'/library': reads('library.read'),
	'/library/[id]': {
		load: ['library.read', 'clip.propose', 'own'],
		...{ '?/consent': 'own', '?/decision': 'clip.accept' }
	},
	'/library/[id]/audio': { GET: 'library.read', HEAD: 'library.read' },
	'/library/[id]/plays': { POST: 'library.read' },
	'/library/[id]/plays/[playId]': { POST: 'own' },
	'/library/new': page(['recording.list', 'clip.propose'], ['recording.list', 'clip.propose']),
	'/yesterday': {
		load: 'own',
		'?/check': ['recording.list', 'self-check.submit', 'peer-check.submit'],
		'?/report': ['recording.list', 'self-check.submit', 'peer-check.submit']
	},
	'/yesterday/reports': reads('review.read')
};
