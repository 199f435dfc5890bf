import { postLedger } from '#lib/assessments/server/post-ledger.ts';
import { monthText, parseMonth } from '#lib/shared/calendar.ts';
import { UsageError, type Command } from './command.ts';

export const ledgerPost: Command = {
	name: 'ledger post',
	summary: 'Brings the ledger of months from before there was one up to date.',
	usage: '[YYYY-MM]',
	options: {},
	async run(call) {
		const [given] = call.positionals;
		const month = given === undefined ? undefined : parseMonth(given);
		if ((given !== undefined && month === undefined) || call.positionals.length > 1)
			throw new UsageError('ledger post: give one month such as 2026-11, or none for all');
		const runtime = await call.runtime();
		const posted = await postLedger(runtime.context(), month);
		const answer = posted.map((one) => ({ ...one, month: monthText(one.month) }));
		call.answer(answer, () =>
			answer.map((one) => `${one.month}: ${one.agents} agents, ${one.entries} new entries`)
		);
		return 0;
	}
};
