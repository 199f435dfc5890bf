/** The indicators of house rule M19, ready to be measured; a centre changes targets and words by versions of its own. */
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import type { IndicatorContent } from './indicator.ts';

interface ReadyIndicator extends IndicatorContent {
	key: string;
	version: number;
	effectiveFrom: BusinessMonth;
}

const telephone = { en: 'Telephone system', 'zh-CN': '电话系统' };
const orders = { en: 'Work orders', 'zh-CN': '工单系统' };
const callBacks = { en: 'Call-backs', 'zh-CN': '回访' };

type Texts = [en: string, chinese: string];
const texts = ([en, chinese]: Texts) => ({ en, 'zh-CN': chinese });

const ready = (
	key: string,
	about: { name: Texts; formula: Texts; source: { en: string; 'zh-CN': string } },
	[aim, target]: [IndicatorContent['aim'], number]
): ReadyIndicator => ({
	...{ key, version: 1, effectiveFrom: 197_001, aim, target },
	name: texts(about.name),
	formula: texts(about.formula),
	source: about.source
});

export const readyIndicators: readonly ReadyIndicator[] = [
	ready(
		'answer-rate',
		{
			name: ['Answer rate', '接通率'],
			formula: ['calls answered ÷ calls offered to agents', '接听数 ÷ 转人工来电数'],
			source: telephone
		},
		['at-least', 950]
	),
	ready(
		'service-level',
		{
			name: ['Service level', '服务水平'],
			formula: ['calls answered within 20 seconds ÷ calls offered', '20 秒内接听数 ÷ 来电数'],
			source: telephone
		},
		['at-least', 800]
	),
	ready(
		'first-contact-resolution',
		{
			name: ['First-contact resolution', '一次解决率'],
			formula: ['requests settled in one call ÷ requests', '一次通话解决的诉求数 ÷ 诉求数'],
			source: orders
		},
		['at-least', 850]
	),
	ready(
		'non-phone-timeliness',
		{
			name: ['Timely handling of non-phone contacts', '非电话渠道及时处理率'],
			formula: ['handled in time ÷ received', '及时处理数 ÷ 受理数'],
			source: orders
		},
		['at-least', 950]
	),
	ready(
		'satisfaction',
		{
			name: ['Satisfaction', '满意率'],
			formula: ['satisfied ÷ surveyed', '满意数 ÷ 调查数'],
			source: callBacks
		},
		['at-least', 850]
	),
	ready(
		'call-back-rate',
		{
			name: ['Call-back rate', '回访率'],
			formula: ['repairs called back ÷ repairs completed', '已回访数 ÷ 已完工数'],
			source: callBacks
		},
		['at-least', 1000]
	),
	ready(
		'fault-report-rate',
		{
			name: ['Fault-report rate', '报修率'],
			formula: ['households that reported a fault ÷ households served', '报修户数 ÷ 供热户数'],
			source: orders
		},
		['at-most', 10]
	),
	ready(
		'repaired-within-24-h',
		{
			name: ['Repaired within 24 h', '24 小时修复率'],
			formula: ['repaired within 24 hours ÷ repairs', '24 小时内修复数 ÷ 报修数'],
			source: orders
		},
		['at-least', 950]
	),
	ready(
		'repeat-faults-5-days',
		{
			name: ['Repeat faults within 5 days', '5 日内重复报修率'],
			formula: ['reported again within 5 days ÷ repairs', '5 日内重复报修数 ÷ 修复数'],
			source: orders
		},
		['at-most', 20]
	),
	ready(
		'first-time-repair',
		{
			name: ['First-time repair', '一次修复率'],
			formula: ['repaired at the first visit ÷ repairs', '一次上门修复数 ÷ 修复数'],
			source: orders
		},
		['at-least', 900]
	),
	ready(
		'service-complaints',
		{
			name: ['Complaints caused by service', '服务原因投诉率'],
			formula: ['complaints caused by service ÷ calls answered', '服务原因投诉数 ÷ 接听数'],
			source: orders
		},
		['at-most', 0]
	)
];
