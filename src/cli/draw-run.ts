import { previewDraw, runDraw, type DrawRefusal } from '#lib/duty/server/draws.ts';
import { reportDraw, reportPlanned, type DrawReport } from '#lib/duty/server/report.ts';
import { drawById } from '#lib/duty/server/stored-draws.ts';
import { DAILY_SPOT_CHECK } from '#lib/sampling/standard-plans.ts';
import { parseDay, type BusinessDay } from '#lib/shared/calendar.ts';
import type { Runtime } from '../runtime.ts';
import { UsageError, type Command } from './command.ts';
import { drawLines } from './draw-show.ts';

const sentences: Record<DrawRefusal, (plan: string, period: string) => string> = {
	'not-permitted': () => 'You may not run a draw.',
	'no-such-plan': (plan, period) => `There is no plan "${plan}" that rules ${period}.`,
	'period-open': (_, period) =>
		`The period of ${period} is not over yet: it is drawn when it has ended.`,
	'plan-paused': (plan, period) => `The plan "${plan}" is paused in the period of ${period}.`
};

export const drawRun: Command = {
	name: 'draw run',
	summary: 'Draws the calls of one period by a plan, once; again, it shows the existing draw.',
	usage: '--period YYYY-MM-DD [--plan KEY] [--dry-run]',
	options: {
		period: { type: 'string', help: 'any day of the period to draw from, in the centre’s zone' },
		plan: { type: 'string', help: `key of the plan (default ${DAILY_SPOT_CHECK})` },
		'dry-run': { type: 'boolean', help: 'show what would be drawn, draw nothing' }
	},
	async run(call) {
		const text = call.text('period') ?? '';
		const period = parseDay(text);
		if (period === undefined || call.positionals.length > 0)
			throw new UsageError('draw run: --period must be a day such as 2026-11-20');
		const planKey = call.text('plan') ?? DAILY_SPOT_CHECK;
		const work = call.flag('dry-run') ? tried : made;
		const outcome = await work(await call.runtime(), planKey, period);
		if (typeof outcome === 'string') throw new UsageError(sentences[outcome](planKey, text));
		call.answer(outcome, () => drawLines(outcome));
		return 0;
	}
};

type Outcome = DrawReport | DrawRefusal;

async function tried(runtime: Runtime, planKey: string, period: BusinessDay): Promise<Outcome> {
	const preview = await previewDraw(runtime.context(), { planKey, period });
	return preview.ok ? reportPlanned(runtime.db.read, preview.value) : preview.refusal;
}

async function made(runtime: Runtime, planKey: string, period: BusinessDay): Promise<Outcome> {
	const outcome = await runDraw(runtime.context(), { planKey, period });
	if (!outcome.ok) return outcome.refusal;
	const facts = await drawById(runtime.db.read, outcome.value.drawId);
	return reportDraw(runtime.db.read, facts!, outcome.value.already);
}
