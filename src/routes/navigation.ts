/** The places a person may open, in the order of the navigation; pages check again by themselves. */
import { custodyTabs } from '#lib/custody/place.ts';
import {
	hasRole,
	isEmptyScope,
	may,
	scopeOf,
	type PlacedAction,
	type PlainAction
} from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import type { NavItem } from '#lib/ui/shell/places.ts';

const reaches = (action: PlacedAction) => (actor: Actor) => !isEmptyScope(scopeOf(actor, action));
const mayDo = (action: PlainAction) => (actor: Actor) => may(actor, action);

const all: (NavItem & { shown: (actor: Actor) => boolean })[] = [
	{ key: 'today', path: '/', shown: () => true },
	{ key: 'yesterday', path: '/yesterday', shown: (actor) => hasRole(actor, 'agent') },
	{ key: 'recordings', path: '/recordings', shown: reaches('recording.list') },
	{ key: 'reviews', path: '/reviews', shown: reaches('review.read') },
	{ key: 'disputes', path: '/disputes', shown: reaches('dispute.read') },
	{ key: 'concealments', path: '/concealments', shown: reaches('concealment.read') },
	{ key: 'calibrations', path: '/calibrations', shown: mayDo('calibration.read') },
	{ key: 'agreement', path: '/agreement', shown: mayDo('agreement.read') },
	{ key: 'assessments', path: '/assessments', shown: reaches('assessment.read') },
	{ key: 'coaching', path: '/coaching', shown: reaches('coaching.read') },
	{ key: 'improvements', path: '/improvements', shown: reaches('improvement.read') },
	{ key: 'cases', path: '/cases', shown: reaches('case.read') },
	{
		key: 'boards',
		path: '/boards',
		shown: (actor) => reaches('board.read')(actor) || hasRole(actor, 'agent')
	},
	{ key: 'sampling', path: '/sampling', shown: reaches('sampling.read') },
	{ key: 'hand-overs', path: '/hand-overs', shown: mayDo('hand-over.manage') },
	{ key: 'calendar', path: '/calendar', shown: mayDo('calendar.read') },
	{ key: 'library', path: '/library', shown: mayDo('library.read') },
	{ key: 'rubrics', path: '/rubrics', shown: mayDo('rubric.read') },
	{ key: 'people', path: '/people', shown: mayDo('people.read') },
	{ key: 'sources', path: '/sources', shown: mayDo('source.read') },
	{ key: 'jobs', path: '/jobs', shown: mayDo('job.read') },
	{ key: 'incidents', path: '/incidents', shown: mayDo('incident.read') },
	{ key: 'custody', path: '/custody', shown: (actor) => custodyTabs(actor).length > 0 },
	{ key: 'audit', path: '/audit', shown: mayDo('audit.read') },
	{ key: 'notifications', path: '/notifications', shown: () => true }
];

/** Also serves the key `g`: what is not listed here cannot be gone to. */
export const navigationOf = (actor: Actor): NavItem[] =>
	all.filter(({ shown }) => shown(actor)).map(({ key, path }) => ({ key, path }));
