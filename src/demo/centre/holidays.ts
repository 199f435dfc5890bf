/** Public holidays as the State Council announces them each year: first and last day off, YYYYMMDD. */
import type { BusinessDay } from '#lib/shared/calendar.ts';

const holidays: { name: string; from: BusinessDay; to: BusinessDay }[] = [
	{ name: '元旦', from: 20260101, to: 20260103 },
	{ name: '春节', from: 20260215, to: 20260223 },
	{ name: '清明节', from: 20260404, to: 20260406 },
	{ name: '劳动节', from: 20260501, to: 20260505 },
	{ name: '端午节', from: 20260619, to: 20260621 },
	{ name: '中秋节', from: 20260925, to: 20260927 },
	{ name: '国庆节', from: 20261001, to: 20261007 },
	{ name: '元旦', from: 20270101, to: 20270103 },
	{ name: '春节', from: 20270206, to: 20270212 },
	{ name: '劳动节', from: 20270501, to: 20270505 },
	{ name: '国庆节', from: 20271001, to: 20271007 }
];

export const holidayOn = (day: BusinessDay): string | undefined =>
	holidays.find(({ from, to }) => day >= from && day <= to)?.name;
