/** Which draws the list shows, as it stands in the address. What cannot be read is left out. */
import { dayText, parseDay, type BusinessDay } from '#lib/shared/calendar.ts';

export interface SamplingFilter {
	/** Key of a plan. */
	plan?: string | undefined;
	/** First days of periods, both included. */
	from?: BusinessDay | undefined;
	to?: BusinessDay | undefined;
	/** The last row of the page before. */
	after?: { period: BusinessDay; key: string } | undefined;
}

export function parseSampling(params: URLSearchParams): SamplingFilter {
	const [day = '', key = ''] = (params.get('after') ?? '').split('_');
	const period = parseDay(day);
	return {
		plan: params.get('plan') || undefined,
		from: parseDay(params.get('from') ?? ''),
		to: parseDay(params.get('to') ?? ''),
		after: period === undefined ? undefined : { period, key }
	};
}

/** The address of what `parseSampling` read. */
export function samplingHref({ plan, from, to, after }: SamplingFilter): string {
	const params = new URLSearchParams();
	if (plan) params.set('plan', plan);
	if (from !== undefined) params.set('from', dayText(from));
	if (to !== undefined) params.set('to', dayText(to));
	if (after) params.set('after', `${dayText(after.period)}_${after.key}`);
	return params.size > 0 ? `/sampling?${params.toString()}` : '/sampling';
}
