import { json } from '@sveltejs/kit';
import { storedFault } from '#lib/recordings/server/stored-fault.ts';
import { hearable, refuseOtherSites } from '../hearing.ts';
import type { RequestHandler } from './$types';

/** What is wrong with the stored bytes: `{ fault }`, null when they are as they were taken in. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	refuseOtherSites(request);
	const recording = await hearable(locals, params.id);
	const fault = await storedFault(locals.runtime.store, recording);
	return json({ fault: fault ?? null }, { headers: { 'cache-control': 'private, no-store' } });
};
