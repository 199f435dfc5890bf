import { error } from '@sveltejs/kit';
import { linePage } from '#lib/assessments/server/line-page.ts';
import { madeGoodBy } from '#lib/ledger/after-close.ts';
import { kindBehind } from '#lib/ledger/figures.ts';
import { can } from '#lib/people/permissions.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { agentId, line: lineKey } = params;
	const month = parseMonth(params.month)!;
	const page = await linePage(locals, { agentId, month, lineKey });
	if (!page) error(404, 'not-found');

	const { agent, line, ...rest } = page;
	const { code, item, recordingId, callStartedAt, reviewId, atMs, selfReported } = line;
	return {
		month,
		agent: { id: agent.agentId, name: agent.name },
		line: { code, item, recordingId, callStartedAt, reviewId, atMs, selfReported },
		about: kindBehind(line),
		after: madeGoodBy(line.lineKey)?.month ?? null,
		mayOpenCase: can(locals.actor, 'case.open', agent) === 'allowed',
		...rest
	};
};
