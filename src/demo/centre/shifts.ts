/** Who is on duty when, and how busy the hotline is. */
import { weekday, type BusinessDay } from '#lib/shared/calendar.ts';
import { holidayOn } from './holidays.ts';

export interface Shift {
	/** As the roster calls it. */
	name: string;
	/** Hours of the day in which the agent answers. */
	hours: number[];
	/** Share of a full day's calls. */
	load: number;
}

const span = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const early: Shift = { name: '早班', hours: span(7, 15), load: 1 };
const middle: Shift = { name: '中班', hours: span(10, 18), load: 1 };
const late: Shift = { name: '晚班', hours: span(14, 22), load: 1.05 };
const night: Shift = { name: '夜班', hours: [0, 1, 2, 3, 4, 5, 6, 22, 23], load: 0.42 };
const rota = [early, early, middle, late, late, middle, early, late];

/** Calls by hour: people wake up cold, and come home to it. */
const byHour = [
	0.5, 0.4, 0.3, 0.3, 0.4, 0.9, 2, 4.2, 6.8, 7.6, 6.4, 5, 3.6, 3.4, 4, 4.2, 4.6, 5.8, 7, 7.4, 6.2,
	4, 2, 0.9
];

/** The agent's shift on `dayNumber` (days counted from anywhere), or undefined when off: five of seven days. */
export function shiftOf(index: number, dayNumber: number): Shift | undefined {
	if ((dayNumber + index * 3) % 7 >= 5) return undefined;
	const week = Math.floor((dayNumber + index * 3) / 7);
	if (index % 8 === (week + Math.floor(index / 8)) % 8) return night;
	return rota[(index + week) % rota.length];
}

/** An hour of the shift, by how busy the hours are; `share` in [0, 1). */
export function hourOf(shift: Shift, share: number): number {
	const total = shift.hours.reduce((sum, hour) => sum + byHour[hour]!, 0);
	let left = share * total;
	for (const hour of shift.hours) {
		left -= byHour[hour]!;
		if (left < 0) return hour;
	}
	return shift.hours.at(-1)!;
}

/** How busy a day is beside an ordinary weekday. */
export function dayFactor(day: BusinessDay): number {
	if (holidayOn(day)) return 0.62;
	return [1.12, 1.04, 1, 0.98, 1.02, 0.82, 0.78][weekday(day) - 1]!;
}
