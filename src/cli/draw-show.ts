import { drawById, drawOfPeriod, type DrawFacts } from '#lib/duty/server/stored-draws.ts';
import { reportDraw, type DrawReport } from '#lib/duty/server/report.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { periodOf } from '#lib/sampling/period.ts';
import { planInForce } from '#lib/sampling/server/plans.ts';
import { DAILY_SPOT_CHECK } from '#lib/sampling/standard-plans.ts';
import { parseDay, type BusinessDay } from '#lib/shared/calendar.ts';
import type { Runtime } from '../runtime.ts';
import { UsageError, type Command } from './command.ts';

export const drawShow: Command = {
	name: 'draw show',
	summary: 'Shows a draw: seed, candidates, each unit’s share and the calls drawn.',
	usage: 'ID | --period YYYY-MM-DD [--plan KEY]',
	options: {
		period: { type: 'string', help: 'any day of the period that was drawn from' },
		plan: { type: 'string', help: `key of the plan (default ${DAILY_SPOT_CHECK})` }
	},
	async run(call) {
		const [id] = call.positionals;
		const day = parseDay(call.text('period') ?? '');
		const isClear = (id === undefined) !== (day === undefined) && call.positionals.length < 2;
		if (!isClear || (id !== undefined && !isId(id)))
			throw new UsageError('draw show: give the id of a draw, or --period with a day');
		const runtime = await call.runtime();
		const planKey = call.text('plan') ?? DAILY_SPOT_CHECK;
		const facts = id ? await drawById(runtime.db.read, id) : await ofDay(runtime, planKey, day!);
		if (!facts) throw new UsageError('draw show: there is no such draw');
		const report = await reportDraw(runtime.db.read, facts, true);
		call.answer(report, () => drawLines(report));
		return 0;
	}
};

async function ofDay(
	{ db }: Runtime,
	planKey: string,
	day: BusinessDay
): Promise<DrawFacts | undefined> {
	const plan = await planInForce(db.read, planKey, day);
	return plan && drawOfPeriod(db.read, planKey, periodOf(plan.rule.recurrence, day).first);
}

/** A draw for the terminal. */
export function drawLines(report: DrawReport): string[] {
	const days = report.period === report.lastDay ? '' : ` to ${report.lastDay}`;
	return [
		report.drawId
			? `draw ${report.drawId}${report.already ? ' (made before)' : ''}${report.late ? ' (late)' : ''}`
			: 'trial run, nothing drawn',
		`plan ${report.plan} version ${report.planVersion}, period ${report.period}${days}`,
		`seed ${report.seed} (${report.algorithm})`,
		`${report.candidates} candidates, sha256 ${report.candidatesSha256}`,
		...report.shares.map(
			({ agent, team, reviewers, wanted, eligible, chosen, ineligible }) =>
				`  ${agent ?? team ?? '?'}: ${chosen} of ${wanted}, eligible ${eligible}, reviewer ${reviewers.join(', ') || 'none'}${reasons(ineligible)}`
		),
		...report.assignments.map(
			({ recordingId, agent, reviewer, stratum, round, dueAt }) =>
				`  ${recordingId} of ${agent} for ${reviewer} (${stratum}${round > 0 ? `, top-up ${round}` : ''}), due ${dueAt}`
		)
	];
}

function reasons(ineligible: Record<string, number>): string {
	const counted = Object.entries(ineligible).map(([reason, count]) => `${count} ${reason}`);
	return counted.length > 0 ? `, not eligible: ${counted.join(', ')}` : '';
}
