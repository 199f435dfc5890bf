import { error } from '@sveltejs/kit';
import { stepUpNeed } from '#lib/auth/server/step-up.ts';
import { setPrivacyDuty } from '#lib/custody/server/privacy-duty.ts';
import { may } from '#lib/people/permissions.ts';
import * as forms from '#lib/people/person-forms.ts';
import * as people from '#lib/people/server/administration.ts';
import { personById } from '#lib/people/server/queries.ts';
import { privacyDutyHolders } from '#lib/recordings/server/kept.ts';
import { allDepartments, allTeams } from '#lib/people/server/teams.ts';
import { accountActions as account } from './account-actions.ts';
import { periodOf, personAction } from './person-action.ts';
import { decide, give } from './role-actions.ts';
import { roleRequestsOf } from './role-requests.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!may(locals.actor, 'people.read')) error(403, 'forbidden');
	const person = await personById(locals.db.read, params.id);
	if (!person) error(404, 'person-not-found');
	return {
		person,
		isSelf: person.id === locals.actor.id,
		roleRequests: await roleRequestsOf(locals, person.id),
		stepUp: await stepUpNeed(locals),
		manages: may(locals.actor, 'people.manage'),
		privacyDuty: (await privacyDutyHolders(locals.db.read, locals.now)).includes(person.id),
		teams: await allTeams(locals.db.read),
		departments: await allDepartments(locals.db.read)
	};
};

export const actions: Actions = {
	name: personAction(forms.nameInput, (context, id, { name }) =>
		people.changeName(context, id, name)
	),
	role: give,
	decide,
	team: personAction(forms.teamInput, async (context, id, { teamId, from }) => {
		const period = periodOf(context, from);
		return period.ok ? people.joinTeam(context, id, { teamId, ...period.value }) : period;
	}),
	endpoint: personAction(forms.endpointInput, async (context, id, { from, to, ...endpoint }) => {
		const period = periodOf(context, from, to);
		if (!period.ok) return period;
		return people.assignEndpoint(context, id, { ...endpoint, ...period.value });
	}),
	end: personAction(forms.endInput, (context, id, record) =>
		record.history === 'role'
			? people.endRole(context, id, record.id)
			: people.endHistory(context, id, record.history, record.id)
	),
	duty: personAction(forms.dutyInput, (context, id, { holds }) =>
		setPrivacyDuty(context, id, holds === 'yes')
	),
	disable: account.disable,
	enable: account.enable,
	linkAccount: account.linkAccount,
	partAccount: account.partAccount,
	link: account.link
};
