import { error } from '@sveltejs/kit';
import { entryKinds } from '#lib/audit/entry.ts';
import { auditList } from '#lib/audit/server/queries.ts';
import { may } from '#lib/people/permissions.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { addDays, dayStart, parseDay } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db, zone } = locals;
	if (!may(actor, 'audit.read')) error(403, 'forbidden');
	const text = (name: string) => url.searchParams.get(name)?.trim().slice(0, 80) || undefined;
	const day = parseDay(text('day') ?? '');
	const before = Number(text('before') ?? Number.NaN);
	const { entries, next } = await auditList(db.read, {
		kind: entryKinds.find((kind) => kind === text('kind')),
		actor: text('actor'),
		subject: text('subject'),
		from: day ? dayStart(day, zone) : undefined,
		until: day ? dayStart(addDays(day, 1), zone) : undefined,
		before: Number.isSafeInteger(before) ? before : undefined
	});
	const address = (cursor: number | null) => {
		const to = new URLSearchParams(url.searchParams);
		to.delete('before');
		if (cursor) to.set('before', String(cursor));
		return `/audit?${to}`;
	};
	return {
		entries,
		names: await namesOf(
			db.read,
			entries.flatMap(({ actor, subject, facts }) => [
				actor,
				subject.replace(/^(user|people):/, ''),
				...[facts?.agentId, facts?.agent, facts?.administrator].map(String)
			])
		),
		filter: {
			kind: text('kind') ?? '',
			actor: text('actor') ?? '',
			subject: text('subject') ?? '',
			day: text('day') ?? ''
		},
		next: next === null ? null : address(next),
		first: text('before') ? address(null) : null
	};
};
