import { unreadCount } from '#lib/notifications/server/queries.ts';
import type { Role } from '#lib/people/role.ts';
import { savedSettings } from '#lib/people/server/user-settings.ts';
import { navigationOf } from './navigation.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, url }) => {
	const { actor, db, locale, now, signedIn, staffNo, theme, zone } = locals;
	// Reading the address makes this run on every navigation: the bell and the day stay true.
	const here = url.pathname + url.search;
	if (!signedIn)
		return { me: null, nav: [], unread: 0, zone, now, locale, theme, here, searchable: false };

	const { player: playerSettings, keys = {} } = await savedSettings(db, actor.id);
	const roles: Role[] = [...new Set(actor.grants.map(({ role }) => role))];
	const nav = navigationOf(actor);
	return {
		me: { id: actor.id, name: actor.name, staffNo: staffNo ?? '', roles },
		nav,
		unread: await unreadCount(db.read, actor.id),
		zone,
		now,
		locale,
		theme,
		here,
		playerSettings,
		keys,
		searchable: nav.some(({ key }) => key === 'recordings')
	};
};
