import { DAILY_SPOT_CHECK } from '#lib/sampling/plan.ts';
import { previewDraw, runDraw, type DrawRefusal } from '#lib/duty/server/draws.ts';
import { drawById } from '#lib/duty/server/stored-draws.ts';
import { reportDraw, reportPlanned, type DrawReport } from '#lib/duty/server/report.ts';
import { parseDay } from '#lib/shared/calendar.ts';
import { UsageError, type Command } from './command.ts';
import { drawLines } from './draw-show.ts';

const sentences: Record<DrawRefusal, (plan: string, period: string) => string> = {
	'not-permitted': () => 'You may not run a draw.',
	'no-such-plan': (plan) => `There is no plan "${plan}".`,
	'period-open': (_, period) => `${period} is not over yet: a day is drawn when it has ended.`
};

export const drawRun: Command = {
	name: 'draw run',
	summary: 'Draws the calls of one day by a plan, once; again, it shows the existing draw.',
	usage: '--period YYYY-MM-DD [--plan KEY] [--dry-run]',
	options: {
		period: { type: 'string', help: 'the day to draw from, in the centre’s zone' },
		plan: { type: 'string', help: `key of the plan (default ${DAILY_SPOT_CHECK})` },
		'dry-run': { type: 'boolean', help: 'show what would be drawn, draw nothing' }
	},
	async run(call) {
		const text = call.text('period') ?? '';
		const period = parseDay(text);
		if (period === undefined || call.positionals.length > 0)
			throw new UsageError('draw run: --period must be a day such as 2026-11-20');
		const planKey = call.text('plan') ?? DAILY_SPOT_CHECK;
		const runtime = await call.runtime();
		const refused = (refusal: DrawRefusal) => new UsageError(sentences[refusal](planKey, text));
		let report: DrawReport;
		if (call.flag('dry-run')) {
			const preview = await previewDraw(runtime.context(), { planKey, period });
			if (!preview.ok) throw refused(preview.refusal);
			const { plan, planned } = preview.value;
			report = await reportPlanned(runtime.db.read, plan, period, planned);
		} else {
			const outcome = await runDraw(runtime.context(), { planKey, period });
			if (!outcome.ok) throw refused(outcome.refusal);
			const facts = await drawById(runtime.db.read, outcome.value.drawId);
			report = await reportDraw(runtime.db.read, facts!, outcome.value.already);
		}
		call.answer(report, () => drawLines(report));
		return 0;
	}
};
