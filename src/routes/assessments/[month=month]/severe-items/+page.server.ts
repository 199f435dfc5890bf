import { error, fail } from '@sveltejs/kit';
import { namedLine } from '#lib/assessments/confirm.ts';
import { confirmSevere } from '#lib/assessments/server/confirm-severe.ts';
import { severePage } from '#lib/assessments/server/severe-items.ts';
import { parseSevereFilter, severeSearch } from '#lib/assessments/severe-filter.ts';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { allTeams } from '#lib/people/server/teams.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const scope = scopeOf(locals.actor, 'severe-item.confirm');
	if (isEmptyScope(scope)) error(403, 'forbidden');
	const month = parseMonth(params.month)!;
	const filter = parseSevereFilter(url.searchParams);
	const after = parseCursor(url.searchParams.get('before'));
	const { rows, next } = await severePage(locals, { month, filter, after });
	const search = severeSearch(filter);
	const teams = (await allTeams(locals.db.read)).filter(
		({ departmentId }) => scope.all || scope.departmentIds.includes(departmentId)
	);
	return {
		...{ month, rows, state: filter.state },
		typed: Object.fromEntries(search),
		teams: teams.map(({ id, name }) => ({ id, name })),
		...pageLinks(`/assessments/${params.month}/severe-items`, search, { after, next })
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const chosen = (await request.formData()).getAll('line').map(String);
		const lines = chosen.map(namedLine);
		if (lines.some((line) => line === undefined)) error(404, 'not-found');
		const month = parseMonth(params.month)!;
		const outcome = await confirmSevere(locals, {
			month,
			lines: lines.flatMap((one) => one ?? [])
		});
		if (outcome.ok) return { confirmed: outcome.value.confirmed };
		if (outcome.refusal === 'not-found') error(404, 'not-found');
		if (outcome.refusal === 'not-allowed') error(403, 'forbidden');
		const status = ['nothing-chosen', 'too-many'].includes(outcome.refusal) ? 422 : 409;
		return fail(status, { refusal: outcome.refusal, facts: outcome.facts, chosen });
	}
};
