import { error } from '@sveltejs/kit';
import { saveSetting } from '#lib/people/server/user-settings.ts';
import type { RequestHandler } from './$types';

/** Keeps one of the reader's own settings, given as JSON. */
export const PUT: RequestHandler = async ({ locals, params, request }) => {
	const value: unknown = await request.json().catch(() => error(400, 'bad-request'));
	const outcome = await saveSetting(locals, params.name, value);
	if (outcome.ok) return new Response(null, { status: 204 });
	error(outcome.refusal === 'unknown-setting' ? 404 : 422, outcome.refusal);
};
