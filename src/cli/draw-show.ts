import { isId } from '#lib/platform/server/ids.ts';
import { DAILY_SPOT_CHECK } from '#lib/sampling/plan.ts';
import { drawById, drawOfPeriod } from '#lib/duty/server/stored-draws.ts';
import { reportDraw, type DrawReport } from '#lib/duty/server/report.ts';
import { parseDay } from '#lib/shared/calendar.ts';
import { UsageError, type Command } from './command.ts';

export const drawShow: Command = {
	name: 'draw show',
	summary: 'Shows a draw: seed, candidates, each agent’s share and the calls drawn.',
	usage: 'ID | --period YYYY-MM-DD [--plan KEY]',
	options: {
		period: { type: 'string', help: 'the day that was drawn from' },
		plan: { type: 'string', help: `key of the plan (default ${DAILY_SPOT_CHECK})` }
	},
	async run(call) {
		const [id] = call.positionals;
		const period = parseDay(call.text('period') ?? '');
		if ((id === undefined) === (period === undefined) || (id !== undefined && !isId(id)))
			throw new UsageError('draw show: give the id of a draw, or --period with a day');
		const { db } = await call.runtime();
		const facts =
			id === undefined
				? await drawOfPeriod(db.read, call.text('plan') ?? DAILY_SPOT_CHECK, period!)
				: await drawById(db.read, id);
		if (!facts) throw new UsageError('draw show: there is no such draw');
		const report = await reportDraw(db.read, facts, true);
		call.answer(report, () => drawLines(report));
		return 0;
	}
};

/** A draw for the terminal. */
export function drawLines(report: DrawReport): string[] {
	return [
		report.drawId
			? `draw ${report.drawId}${report.already ? ' (made before)' : ''}`
			: 'trial run, nothing drawn',
		`plan ${report.plan} version ${report.planVersion}, period ${report.period}`,
		`seed ${report.seed} (${report.algorithm})`,
		`${report.candidates} candidates, sha256 ${report.candidatesSha256}`,
		...report.shares.map(
			({ agent, reviewer, wanted, eligible, chosen, ineligible }) =>
				`  ${agent}: ${chosen} of ${wanted}, eligible ${eligible}, reviewer ${reviewer ?? 'none'}${reasons(ineligible)}`
		),
		...report.assignments.map(
			({ recordingId, agent, reviewer, dueAt }) =>
				`  ${recordingId} of ${agent} for ${reviewer}, due ${dueAt}`
		)
	];
}

function reasons(ineligible: Record<string, number>): string {
	const counted = Object.entries(ineligible).map(([reason, count]) => `${count} ${reason}`);
	return counted.length > 0 ? `, not eligible: ${counted.join(', ')}` : '';
}
