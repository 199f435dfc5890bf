/** Call-backs (回访): whether it was solved, the repairer's attitude, money, a score, suggestions. */
import type { SeededRandom } from '#lib/shared/seeded-random.ts';
import type { Voice } from '../audio/voices.ts';
import type { Customer } from './customers.ts';
import { digits } from './report.ts';
import { Dialogue, type CallBackAnswers, type Fault, type Line } from './script.ts';

const attitudes = {
	satisfied: '很满意，师傅特别认真。',
	ordinary: '一般吧。',
	dissatisfied: '不太满意，来得太晚了。'
};
const scores: Record<number, string> = { 10: '十分。', 9: '九分吧。', 8: '八分。', 6: '六分吧。' };
const suggestions = ['希望你们来得再快一点。', '希望提前通知停暖的时间。', '没有了，都挺好的。'];

interface CallBackCast {
	staffNo: string;
	agent: Voice;
	customer: Customer;
	faults: Fault[];
	praised: boolean;
	random: SeededRandom;
}

export function callBackLines(cast: CallBackCast): { lines: Line[]; answers: CallBackAnswers } {
	const { random } = cast;
	const has = (fault: Fault) => cast.faults.includes(fault);
	const talk = new Dialogue(cast.agent, cast.customer.voice, () => 300 + random.below(500));
	open(talk, cast, has);
	const answers: CallBackAnswers = {
		solved: solved(talk, random, has),
		attitude: attitude(talk, random, has),
		moneyTaken: money(talk, has),
		score: score(talk, random, has),
		suggestion: suggestion(talk, random, has)
	};
	if (cast.praised)
		talk.customerSays('姑娘，你说话真客气，你们的服务越来越好了。', { merit: 'praised' });
	if (has('no-closing')) talk.agentSays('行，没事了。', { fault: 'no-closing' });
	else {
		talk.agentSays('感谢您的配合，祝您生活愉快，再见。');
		talk.customerSays('再见。');
	}
	return { lines: talk.lines, answers };
}

type Has = (fault: Fault) => boolean;

function open(talk: Dialogue, { staffNo }: CallBackCast, has: Has) {
	const opening = `您好，我是供热公司回访员，工号${digits(staffNo)}号`;
	if (has('not-asked-convenient'))
		talk.agentSays(`${opening}，问您几个问题。`, { fault: 'not-asked-convenient' });
	else {
		talk.agentSays(`${opening}，请问您现在方便接听电话吗？`, { merit: 'standard-phrases' });
		talk.customerSays('方便，你说。');
	}
}

function solved(talk: Dialogue, random: SeededRandom, has: Has): boolean {
	const yes = random.chance(0.85);
	talk.agentSays('您上次反映的暖气不热的问题，解决了吗？');
	talk.customerSays(yes ? '解决了，现在屋里挺热的。' : '还没有完全解决，晚上还是有点凉。');
	if (has('interrupted'))
		talk.agentSays('那行，我接着问您。', { pauseMs: -1100, fault: 'interrupted' });
	if (!yes) talk.agentSays('好的，我再为您登记一次，请维修人员上门。', { merit: 'patient' });
	return yes;
}

function attitude(talk: Dialogue, random: SeededRandom, has: Has): CallBackAnswers['attitude'] {
	if (has('attitude-not-asked')) {
		talk.agentSays('那别的没什么吧。', { fault: 'attitude-not-asked' });
		talk.customerSays('嗯。');
		return null;
	}
	const answer = random.pick(['satisfied', 'satisfied', 'ordinary', 'dissatisfied'] as const);
	talk.agentSays('请问维修人员的服务态度怎么样？满意，一般，还是不满意？');
	talk.customerSays(attitudes[answer]);
	return answer;
}

function money(talk: Dialogue, has: Has): boolean | null {
	if (has('money-not-asked')) {
		talk.agentSays('好，下一个问题。', { fault: 'money-not-asked' });
		return null;
	}
	talk.agentSays('维修过程中，有没有收取您的费用？');
	talk.customerSays('没有，没收钱。');
	return false;
}

function score(talk: Dialogue, random: SeededRandom, has: Has): number | null {
	if (has('score-not-asked')) {
		talk.agentSays('那我给您记满分了啊。', { fault: 'score-not-asked' });
		talk.customerSays('行吧。');
		return null;
	}
	const points = random.pick([10, 10, 9, 8, 6]);
	talk.agentSays('如果满分是十分，您给这次服务打几分？');
	talk.customerSays(scores[points]!);
	return points;
}

function suggestion(talk: Dialogue, random: SeededRandom, has: Has): string | null {
	if (has('suggestions-not-asked')) {
		talk.agentSays('好，那就问到这里。', { fault: 'suggestions-not-asked' });
		return null;
	}
	const words = random.pick(suggestions);
	talk.agentSays('您对我们的工作还有什么意见和建议吗？');
	talk.customerSays(words);
	return words;
}
