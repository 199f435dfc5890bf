import type { RequestEvent } from '@sveltejs/kit';
import { issuePasswordLink } from '#lib/auth/server/credentials.ts';
import * as forms from '#lib/people/person-forms.ts';
import { linkAccounts, unlinkAccounts } from '#lib/people/server/persons.ts';
import { personByStaffNo } from '#lib/people/server/queries.ts';
import { answer, personAction } from './person-action.ts';

/** What is done to the accounts of a person. */
export const accountActions = {
	linkAccount: personAction(forms.linkAccountInput, async (context, mainId, { staffNo }) => {
		const other = await personByStaffNo(context.db.read, staffNo);
		return other
			? linkAccounts(context, { mainId, otherId: other.id })
			: { ok: false, refusal: 'not-found' };
	}),
	partAccount: personAction(forms.partAccountInput, (context, _, { id }) =>
		unlinkAccounts(context, id)
	),
	link: async ({ locals, params, url }: RequestEvent<{ id: string }>) => {
		const issued = await issuePasswordLink(locals, params.id);
		if (!issued.ok) return answer(issued);
		return { link: `${url.origin}/set-password?token=${issued.value.token}` };
	}
};
