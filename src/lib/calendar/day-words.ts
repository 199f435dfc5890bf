/**
 * How an event says in words that a day is a holiday or a make-up working day. Written for the
 * calendars that are published: `国庆节 休` / `国庆节 班`, `元旦（休）`, `春节 补班`, `National Day
 * holiday`, `Special Working Day`. What can be read in two ways is not guessed.
 */
import type { HeldReason } from './entry.ts';
import type { DayKind } from './working-calendar.ts';

type WordReading =
	DayKind | Extract<HeldReason, 'unclear' | 'both-words' | 'negated' | 'part-of-day'>;

/** One character counts only when it stands alone: 休 in 国庆节（休）, not in 调休 or 一班. */
const alone = (character: string) =>
	new RegExp(`(?:^|[\\s（(【[「:：·、,，-])${character}(?:$|[\\s）)】\\]」:：·、,，-])`);

const partOfDay = /半天|半日|上午|下午|half[- ]day/i;
const negated =
	/不(?:放假|休|上班|补班|调休)|无休|非(?:假|休|工作)|\b(?:no|not an?|not) (?:public |bank |national )?(?:holiday|working)/i;
/** People's own leave, shifts and parties: says nothing about the centre's day. */
const personal =
	/年假|年休|病假|事假|产假|婚假|丧假|请假|休假|[加值换排交夜早晚倒]班|上班族|\bleave\b|\bon (?:\w+ )?holidays?\b|[’']s holiday|\bholiday (?:party|meeting|dinner|lunch|planning|request|season|cover|schedule|roster|pay|shift)/i;
const workingWords =
	/补班|上班|工作日|\bwork(?:ing)?[- ]?days?\b|\bmake-?up (?:day|work)|\bworking (?:sat|sun)[a-z]*day\b|(?:^|[(（])\s*working\s*(?:$|[)）])/i;
const restWords = /放假|公休|休息日|\bdays? off\b|\bnon-?working day/i;
/** Names the holiday as such; a make-up day often names the holiday that it makes up for. */
const holidayWords = /假期|节假日|假日|\bholidays?\b/i;
/** The holidays of the law: the name alone says it. */
const statutory = /^(?:元旦|春节|除夕|清明节?|劳动节|五一劳动节|端午节?|中秋节?|国庆节?)$/;

/** The kind of day that `text` names, or why it cannot be told. */
export function kindOfWords(text: string): WordReading {
	// 调休 alone means either side of the exchange.
	const plain = text.trim().replaceAll('调休', ' ');
	if (partOfDay.test(plain)) return 'part-of-day';
	if (negated.test(text)) return 'negated';
	if (personal.test(plain)) return 'unclear';
	const works =
		workingWords.test(plain.replaceAll(/\bnon-?working/gi, '')) || alone('班').test(plain);
	const rests = restWords.test(plain) || alone('休').test(plain);
	if (works && rests) return 'both-words';
	if (works) return 'working';
	return rests || holidayWords.test(plain) || statutory.test(text.trim()) ? 'holiday' : 'unclear';
}

const marks = /[（(【[]\s*(?:休|班|补班|上班|放假|调休|调休上班|调休补班)\s*[）)】\]]/g;
const tails = /(?:[\s·-]+(?:休|班|补班|上班|放假)|调休上班|调休补班|补班|上班|放假|假期)$/;
const counted = /\s*第\s*\d+\s*天(?:\s*[/／]?\s*共\s*\d+\s*天)?\s*$/;

/** The holiday's name: `国庆节（休）`, `国庆节 班` and `国庆节假期 第2天/共7天` are all 国庆节. */
export function plainHolidayName(text: string): string {
	const name = text
		.replaceAll(/\p{Cc}+/gu, ' ')
		.replaceAll(marks, ' ')
		.replace(counted, '')
		.trim();
	const short = name.replace(tails, '').replace(tails, '').trim() || name;
	return short.length > 64 ? `${short.slice(0, 63)}…` : short;
}
