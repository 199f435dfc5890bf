import { error } from '@sveltejs/kit';
import { hasRole, scopeOf } from '#lib/people/permissions.ts';
import { ownTrend } from '#lib/reports/server/own-trend.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor, staffNo } = locals;
	const own = scopeOf(actor, 'assessment.read').agentId === actor.id;
	if (!own || !hasRole(actor, 'agent')) error(404, 'not-found');

	return { trend: await ownTrend(locals), meId: actor.id, staffNo };
};
