import { error, fail } from '@sveltejs/kit';
import { choosePenaltyTable } from '#lib/ledger/server/choose-table.ts';
import { setLedger } from '#lib/ledger/server/set-settings.ts';
import { tablesPage } from '#lib/ledger/server/tables-page.ts';
import { settingsIn, tableIn } from '#lib/ledger/table-form.ts';
import { may } from '#lib/people/permissions.ts';
import type { Refused } from '#lib/shared/decision.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (!may(locals.actor, 'scheme.read')) error(403, 'forbidden');
	return tablesPage(locals);
};

const typedWrong = ['steps-invalid', 'month-missing', 'values-invalid', 'reason-missing'];

export const actions: Actions = {
	table: async ({ locals, request }) => {
		const { kept, steps, from, reason } = tableIn(await request.formData());
		if (!may(locals.actor, 'scheme.manage')) error(403, 'forbidden');
		const refusal = !steps ? 'steps-invalid' : from === undefined ? 'month-missing' : undefined;
		if (refusal) return fail(422, { form: 'table' as const, kept, refusal, facts: undefined });
		const outcome = await choosePenaltyTable(locals, { steps: steps!, from: from!, reason });
		if (outcome.ok) return { done: 'table' as const };
		if (outcome.refusal === 'not-allowed') error(403, 'forbidden');
		const status = typedWrong.includes(outcome.refusal) ? 422 : 409;
		return fail(status, { form: 'table' as const, kept, ...refused(outcome) });
	},
	settings: async ({ locals, request }) => {
		const { kept, settings, reason } = settingsIn(await request.formData());
		if (!may(locals.actor, 'scheme.manage')) error(403, 'forbidden');
		const invalid = { refusal: 'values-invalid', facts: undefined };
		if (!settings) return fail(422, { form: 'settings' as const, kept, ...invalid });
		const outcome = await setLedger(locals, { settings, reason });
		if (outcome.ok) return { done: 'settings' as const };
		if (outcome.refusal === 'not-allowed') error(403, 'forbidden');
		const status = typedWrong.includes(outcome.refusal) ? 422 : 409;
		return fail(status, { form: 'settings' as const, kept, ...refused(outcome) });
	}
};

const refused = ({ refusal, facts }: Refused<string>) => ({
	refusal,
	facts
});
