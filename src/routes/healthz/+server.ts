import { isHealthy } from '#lib/platform/server/health.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) =>
	(await isHealthy(locals.db)) ? new Response('ok\n') : new Response('not ok\n', { status: 503 });
