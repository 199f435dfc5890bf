import { afterEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from './paraglide/runtime.js';
import {
	dateText,
	dateTimeText,
	dayLabel,
	labelledText,
	listText,
	monthLabel,
	numberText,
	percentText,
	timeText,
	weekdayText
} from './format.ts';

const at = new Date('2026-09-05T16:02:31Z');
const zone = 'Asia/Shanghai';

afterEach(() => overwriteGetLocale(() => 'en'));

describe('formats', () => {
	it('writes English dates with the day first and months of three letters', () => {
		overwriteGetLocale(() => 'en');
		expect(dateText(at, zone)).toBe('6 Sep 2026');
		expect(dateTimeText(at, zone)).toBe('6 Sep 2026 00:02');
		expect(weekdayText(at, zone)).toBe('Sun');
		expect(dayLabel(20261121)).toBe('21 Nov 2026');
		expect(monthLabel(202602)).toBe('Feb 2026');
		expect(percentText(4.25, 2)).toBe('4.25 %');
		expect(listText(['one', 'two'])).toBe('one, two');
		expect(labelledText('Reason', 'noise')).toBe('Reason: noise');
	});

	it('writes Chinese dates by year, month and day', () => {
		overwriteGetLocale(() => 'zh-CN');
		expect(dateText(at, zone)).toBe('2026年9月6日');
		expect(weekdayText(at, zone)).toBe('周日');
		expect(dayLabel(20261121)).toBe('2026年11月21日');
		expect(monthLabel(202602)).toBe('2026年2月');
		expect(percentText(58)).toBe('58%');
		expect(listText(['一', '二'])).toBe('一、二');
		expect(labelledText('原因', '噪声')).toBe('原因：噪声');
	});

	it('counts midnight as 00 and keeps seconds when asked', () => {
		expect(timeText(at, zone)).toBe('00:02');
		expect(timeText(at, zone, 'second')).toBe('00:02:31');
		expect(timeText(at, 'UTC', 'second')).toBe('16:02:31');
	});

	it('writes numbers with a real minus and fixed decimals when asked', () => {
		expect(numberText(12345)).toBe('12,345');
		expect(numberText(-1.5, 2)).toBe('−1.50');
	});
});
