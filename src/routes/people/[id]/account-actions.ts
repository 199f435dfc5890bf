import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { issuePasswordLink } from '#lib/auth/server/credentials.ts';
import * as forms from '#lib/people/person-forms.ts';
import { disablePerson, enablePerson } from '#lib/people/server/administration.ts';
import { linkAccounts, unlinkAccounts } from '#lib/people/server/persons.ts';
import { personByStaffNo } from '#lib/people/server/queries.ts';
import { answer, personAction } from './person-action.ts';

/** What is done to the account of a person, and to their further ones. */
export const accountActions = {
	disable: personAction(forms.disableInput, (context, id, { reason }) =>
		disablePerson(context, id, reason)
	),
	enable: personAction(v.strictObject({}), (context, id) => enablePerson(context, id)),
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
