/** The tabs of the custody place, in their order, and who sees them; each page checks again by itself. */
import { isEmptyScope, may, scopeOf } from '../people/permissions.ts';
import type { Actor } from '../people/role.ts';

const readsCustody = (actor: Actor) => !isEmptyScope(scopeOf(actor, 'custody.read'));

const tabs = {
	'deletion-requests': readsCustody,
	tombstones: readsCustody,
	holds: readsCustody,
	restrictions: readsCustody,
	unmaskings: (actor: Actor) => !isEmptyScope(scopeOf(actor, 'unmasking.read')),
	storage: (actor: Actor) => may(actor, 'evidence.read')
} as const satisfies Record<string, (actor: Actor) => boolean>;

/** Last part of the tab's path under `/custody`. */
export type CustodyTab = keyof typeof tabs;

/** The tabs that the actor sees; none for who has no place in custody at all. */
export const custodyTabs = (actor: Actor): CustodyTab[] =>
	(Object.keys(tabs) as CustodyTab[]).filter((tab) => tabs[tab](actor));
