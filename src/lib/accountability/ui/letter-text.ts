/** The letter of a case in one of the languages, whatever the page's own is. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { dayText, monthText, type BusinessDay, type BusinessMonth } from '#lib/shared/calendar.ts';
import { yuanText } from '#lib/shared/money.ts';
import { caseNumber } from '../case.ts';
import type { Letter, LetterFacts } from '../letter.ts';
import type { TakenMeasure } from '../measure.ts';
import { groundText, measureText, type Locale } from './case-text.ts';

export function letterText(of: LetterFacts, locale: Locale): Letter {
	const options = { locale };
	const dayOf = (day: BusinessDay) => dayWords(day, locale);
	const money = of.measures.some(({ amountFen }) => amountFen > 0);
	return {
		centre: of.centre[locale],
		title: m.accountability_letter_title({}, options),
		number: m.accountability_letter_number({ number: caseNumber(of) }, options),
		madeAt: of.madeAt,
		facts: [
			[m.accountability_letter_person({}, options), `${of.person} ${of.staffNo}`],
			[m.accountability_letter_department({}, options), of.department],
			[m.accountability_letter_date({}, options), dayOf(of.openedDay)]
		],
		parts: [
			{ title: m.accountability_letter_facts({}, options), paragraphs: of.facts.split('\n') },
			{
				title: m.accountability_letter_grounds({}, options),
				paragraphs:
					of.grounds.length > 0
						? of.grounds.map((ground) => `• ${groundText(ground, options)} · ${dayOf(ground.day)}`)
						: [m.accountability_letter_grounds_none({}, options)]
			},
			{
				title: m.accountability_letter_measures({}, options),
				paragraphs: [
					...of.measures.map((taken) => measureLine(taken, locale)),
					...(money
						? [m.accountability_letter_money({ month: monthWords(of.month, locale) }, options)]
						: [])
				]
			},
			{
				title: m.accountability_letter_deadline({}, options),
				paragraphs: [m.accountability_letter_deadline_text({ day: dayOf(of.deadlineDay) }, options)]
			},
			{
				title: m.accountability_letter_reply({}, options),
				paragraphs: [m.accountability_letter_reply_text({}, options)]
			},
			...of.statements.map(({ day, words }) => ({
				title: m.accountability_letter_statement({ day: dayOf(day) }, options),
				paragraphs: words.split('\n')
			}))
		],
		signatures: [
			m.accountability_letter_sign_head({}, options),
			m.accountability_letter_sign_person({}, options),
			m.accountability_letter_sign_date({}, options)
		],
		pageOf: (page, pages) => m.accountability_letter_page({ page, pages }, options)
	};
}

const measureLine = ({ measure, amountFen, words }: TakenMeasure, locale: Locale): string =>
	`• ${[measureText(measure, { locale }), amountFen > 0 ? yuanText(amountFen) : '', words]
		.filter(Boolean)
		.join(' · ')}`;

/** The page's own language does not matter here, so the words are not format.ts's. */
const dayWords = (day: BusinessDay, locale: Locale): string =>
	locale === 'en'
		? dayText(day)
		: `${Math.floor(day / 10_000)}年${Math.floor(day / 100) % 100}月${day % 100}日`;

const monthWords = (month: BusinessMonth, locale: Locale): string =>
	locale === 'en' ? monthText(month) : `${Math.floor(month / 100)}年${month % 100}月`;
