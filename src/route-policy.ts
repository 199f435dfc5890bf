/**
 * What every address of the server is bound to: by its handler the action of the one policy
 * (people/permission-table.ts) that decides. A handler that is missing here fails the tests.
 * Of several the first says whether it is seen at all, and any of the others allows.
 */
import { page, reads, type Policy } from './route-policy/bound.ts';
import { checking } from './route-policy/checking.ts';
import { months } from './route-policy/months.ts';

export const routePolicy: Policy = {
	...checking,
	...months,
	'/': { layout: 'open', load: 'session' },
	'/account': { load: 'own', '?/password': 'own', '?/session': 'own', '?/others': 'own' },
	'/account/second-factor': {
		...{ load: 'own', '?/begin': 'own', '?/codes': 'own', '?/remove': 'own', '?/confirm': 'own' }
	},
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
	'/healthz': { GET: 'open' },
	'/jobs': reads('job.read'),
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
	'/sources/new': page('source.manage', 'source.manage')
};
