/** Public holidays as the State Council announces them each year, and the weekends worked for them. */
import type { DayKind } from '#lib/calendar/working-calendar.ts';
import { addDays, type BusinessDay } from '#lib/shared/calendar.ts';

interface NamedDays {
	kind: DayKind;
	name: string;
	/** First and last day, both included. */
	from: BusinessDay;
	to: BusinessDay;
}

const off = (name: string, from: BusinessDay, to: BusinessDay): NamedDays => ({
	kind: 'holiday',
	name,
	from,
	to
});
const madeUp = (name: string, day: BusinessDay): NamedDays => ({
	kind: 'working',
	name,
	from: day,
	to: day
});

export const namedDays: readonly NamedDays[] = [
	off('元旦', 20260101, 20260103),
	madeUp('元旦', 20260104),
	madeUp('春节', 20260214),
	off('春节', 20260215, 20260223),
	madeUp('春节', 20260228),
	off('清明节', 20260404, 20260406),
	off('劳动节', 20260501, 20260505),
	madeUp('劳动节', 20260509),
	off('端午节', 20260619, 20260621),
	madeUp('国庆节', 20260920),
	off('中秋节', 20260925, 20260927),
	off('国庆节', 20261001, 20261007),
	madeUp('国庆节', 20261010),
	off('元旦', 20270101, 20270103),
	off('春节', 20270206, 20270212),
	off('劳动节', 20270501, 20270505),
	off('国庆节', 20271001, 20271007)
];

export const holidayOn = (day: BusinessDay): string | undefined =>
	namedDays.find(({ kind, from, to }) => kind === 'holiday' && day >= from && day <= to)?.name;

/** The days by themselves, as the program's calendar has them. */
export const namedDayKinds = (): Map<BusinessDay, DayKind> => {
	const kinds = new Map<BusinessDay, DayKind>();
	for (const { kind, from, to } of namedDays)
		for (let day = from; day <= to; day = addDays(day, 1)) kinds.set(day, kind);
	return kinds;
};
