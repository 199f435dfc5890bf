import { custodyTabs } from '#lib/custody/place.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({ tabs: custodyTabs(locals.actor) });
