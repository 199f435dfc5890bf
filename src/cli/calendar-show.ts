import { calendarOfYear } from '#lib/calendar/server/queries.ts';
import { businessDay, dayText } from '#lib/shared/calendar.ts';
import { UsageError, type Command } from './command.ts';

export const calendarShow: Command = {
	name: 'calendar show',
	summary: 'Holidays, make-up working days and greeting periods of a year.',
	usage: '[--year YYYY] [--json]',
	options: { year: { type: 'string', help: 'the year (default: this one)' } },
	async run(call) {
		const asked = call.text('year');
		if (asked !== undefined && !/^(19|20|21)\d\d$/.test(asked))
			throw new UsageError('calendar show: --year YYYY');
		const { db, now, config } = await call.runtime();
		const year = asked ? Number(asked) : Math.floor(businessDay(now(), config.zone) / 10_000);
		const found = await calendarOfYear(db.read, year);
		const days = found.days.map(({ day, ...rest }) => ({ day: dayText(day), ...rest }));
		const greetings = found.greetings.map(({ firstDay, lastDay, greeting }) => ({
			first: dayText(firstDay),
			last: dayText(lastDay),
			greeting
		}));
		call.answer({ year, days, greetings }, () => [
			...days.map(({ day, kind, name }) => `${day} ${kind} ${name}`),
			...greetings.map(
				({ first, last, greeting }) =>
					`greeting ${first} to ${last} ${greeting['zh-CN']} · ${greeting.en}`
			),
			...(days.length + greetings.length === 0 ? [`${year}: nothing but weekends`] : [])
		]);
		return 0;
	}
};
