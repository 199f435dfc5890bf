/** Calls that are neither report nor call-back: questions about fees, stoppages and rules, a complaint. */
import type { SeededRandom } from '#lib/shared/seeded-random.ts';
import type { Voice } from '../audio/voices.ts';
import { Dialogue, type Line } from './script.ts';

type Turn = [side: 'agent' | 'customer', text: string];

const talks: { queue: string; turns: Turn[] }[] = [
	{
		queue: '咨询',
		turns: [
			['customer', '你好，我想问一下，今年的采暖费多少钱一平方米？'],
			['agent', '居民采暖费按建筑面积收取，标准和去年一样，没有变化。'],
			['customer', '那在哪里可以交费？'],
			['agent', '您可以到营业厅交费，也可以在公众号上交费。'],
			['customer', '好的，明白了，谢谢。'],
			['agent', '不客气，感谢您的来电，再见。']
		]
	},
	{
		queue: '咨询',
		turns: [
			['customer', '你好，我们小区今天停暖，是在检修吗？'],
			['agent', '请问您是哪个小区？'],
			['customer', '阳光家园。'],
			['agent', '请稍等，我帮您查询一下。'],
			['agent', '您的小区正在抢修管道，具体的恢复时间，请您留意公告。'],
			['customer', '行，那我再等等。'],
			['agent', '给您带来不便，请您谅解，再见。']
		]
	},
	{
		queue: '投诉',
		turns: [
			['customer', '我要投诉，上次来的师傅，约好了上午，下午才到。'],
			['agent', '非常抱歉，请您说一下当时的情况，我如实为您登记。'],
			['customer', '他说上午九点来，我请了假在家等，结果三点才来。'],
			['agent', '好的，您反映的情况已经登记，我们会核实，然后给您回复。'],
			['customer', '多长时间给我回复？'],
			['agent', '核实以后会尽快和您联系，感谢您的监督，再见。']
		]
	},
	{
		queue: '咨询',
		turns: [
			['customer', '你好，我家房子不住人，今年想停暖，怎么办理？'],
			['agent', '请您带上身份证和房产证，到营业厅办理停暖手续。'],
			['customer', '什么时候截止？'],
			['agent', '请您在供暖开始以前办理，具体日期以公告为准。'],
			['customer', '好，谢谢啊。'],
			['agent', '不客气，感谢您的来电，再见。']
		]
	}
];

export const enquiryCount = talks.length;

export function enquiryLines(cast: {
	which: number;
	agent: Voice;
	customer: Voice;
	random: SeededRandom;
}): { queue: string; lines: Line[] } {
	const { queue, turns } = talks[cast.which % talks.length]!;
	const talk = new Dialogue(cast.agent, cast.customer, () => 320 + cast.random.below(600));
	talk.agentSays('您好，供热公司，请问有什么问题？', { fault: 'no-staff-number' });
	for (const [side, text] of turns)
		if (side === 'agent') talk.agentSays(text);
		else talk.customerSays(text);
	return { queue, lines: talk.lines };
}
