/** What a draw came to, in one or two sentences. */
import type { NewestDraw } from '#lib/duty/server/newest-draws.ts';
import { dateTimeText, numberText } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { periodLabel } from '#lib/sampling/ui/period-label.ts';
import { planName } from '#lib/sampling/ui/plan-name.ts';

/** `Daily spot check · 20 Nov 2026, drawn 21 Nov 2026 06:00: 12 of 12 agents, 24 calls.` and who is short. */
export function sampleText(draw: NewestDraw, zone: string): string {
	const told = draw.unit === 'team' ? m.today_sample_teams : m.today_sample;
	const facts = {
		name: `${planName(draw.plan.rule)} · ${periodLabel(draw.first, draw.last)}`,
		at: dateTimeText(draw.drawnAt, zone),
		calls: numberText(draw.drawn),
		with: numberText(draw.drawnUnits),
		units: numberText(draw.units)
	};
	return told(facts) + shortText(draw);
}

function shortText({ shortUnits: count, unit }: NewestDraw): string {
	if (count === 0) return '';
	if (unit === 'team')
		return count === 1 ? m.today_sample_short_teams_one() : m.today_sample_short_teams({ count });
	return count === 1 ? m.today_sample_short_one() : m.today_sample_short({ count });
}
