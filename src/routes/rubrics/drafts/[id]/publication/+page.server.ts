import { fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/people/permissions.ts';
import { compareForms } from '#lib/rubric/comparison.ts';
import { scoringFaults } from '#lib/rubric/faults.ts';
import { parseForm } from '#lib/rubric/form.ts';
import { publisherStanding } from '#lib/rubric/publication.ts';
import { publicationOf, publishDraft } from '#lib/rubric/server/publish-draft.ts';
import { publishedRubric } from '#lib/rubric/server/queries.ts';
import { dayText, parseDay } from '#lib/shared/calendar.ts';
import { draftFor, statusOf, textIn } from '../draft.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const draft = await draftFor(locals, params.id);
	const { db, actor } = locals;
	const { faults, facts } = await publicationOf(db.read, locals, draft);
	const newest = draft.rubricId ? await publishedRubric(db.read, draft.rubricId) : undefined;
	const form: unknown = JSON.parse(draft.form);
	const whole = scoringFaults(form).length === 0 ? parseForm(form) : undefined;
	return {
		id: draft.id,
		key: draft.key,
		note: draft.note,
		version: draft.version,
		form: form as { title?: { en?: string; 'zh-CN'?: string } },
		faults,
		unchanged: facts.unchanged,
		standing: may(actor, 'rubric.publish')
			? publisherStanding(facts, actor.id)
			: ('not-allowed' as const),
		today: dayText(facts.today),
		against: newest?.version ?? null,
		changes: newest && whole ? compareForms(newest.form, whole) : []
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		await draftFor(locals, params.id);
		const data = await request.formData();
		const text = (name: string) => textIn(data, name);
		const typed = { day: text('day'), reason: text('reason').slice(0, 500) };
		const effectiveFrom = parseDay(typed.day);
		if (!effectiveFrom) return fail(422, { refusal: 'day-unreadable', ...typed });
		const version = /^\d{1,9}$/.test(text('version')) ? Number(text('version')) : 0;
		const overrideReason = typed.reason.replaceAll('\u0000', '');
		const wish = { draftId: params.id, version, effectiveFrom, overrideReason };
		const outcome = await publishDraft(locals, wish);
		if (outcome.ok) redirect(303, `/rubrics/${outcome.value.rubricId}`);
		const { refusal } = outcome;
		return fail(statusOf(refusal), { refusal, ...typed });
	}
};
