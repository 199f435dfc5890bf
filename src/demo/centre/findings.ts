/** What a reviewer enters for a fault that is heard: the items it fails, and the words for the agent. */
import type { CallKind } from '#lib/recordings/call.ts';
import type { Fault, Merit } from '../dialogues/script.ts';

export interface Finding {
	items: string[];
	words: string;
}

const report: Partial<Record<Fault, Finding>> = {
	'no-greeting': {
		items: ['greeting', 'identity'],
		words: '开场没有使用规范问候语，也没有报公司名称和工号。'
	},
	'no-staff-number': { items: ['identity'], words: '问候时没有报工号。' },
	'problem-not-read-back': { items: ['read-back-problem'], words: '没有跟读确认故障问题。' },
	'address-not-read-back': { items: ['read-back-address'], words: '记录地址后没有跟读确认。' },
	'name-not-read-back': { items: ['read-back-name'], words: '没有跟读确认客户姓名。' },
	'telephone-not-read-back': { items: ['read-back-telephone'], words: '没有逐位核对联系电话。' },
	'address-wrong': {
		items: ['address-entered'],
		words: '复述的地址与客户所说不一致，工单地址录入错误，请与客户联系更正。'
	},
	'station-wrong': { items: ['station-chosen'], words: '维修站选择错误，与客户所在区域不符。' },
	'invalid-promise': {
		items: ['no-invalid-promise', 'says-repairer-contacts'],
		words: '对外承诺维修时间，属于无效承诺；应告知维修人员会尽快联系。'
	},
	interrupted: {
		items: ['no-interrupting', 'read-back-problem'],
		words: '客户还没有说完就打断，也没有确认故障问题。'
	},
	'left-waiting': { items: ['warm-sincere'], words: '让客户等待时间过长，没有说明原因。' },
	'brushed-off': { items: ['first-contact'], words: '推诿客户，没有落实首问负责。' },
	misled: { items: ['no-misleading'], words: '引导客户自行拆阀门，存在安全隐患，属于误导。' },
	'no-closing': { items: ['thanks', 'goodbye'], words: '结束语不规范，没有致谢和道别。' }
};

const callBack: Partial<Record<Fault, Finding>> = {
	'not-asked-convenient': { items: ['convenient'], words: '没有询问客户现在是否方便接听。' },
	'attitude-not-asked': { items: ['asks-attitude'], words: '没有询问维修人员的服务态度。' },
	'money-not-asked': { items: ['asks-money'], words: '没有询问是否收取费用。' },
	'score-not-asked': { items: ['asks-score'], words: '没有请客户打分，自行记为满分。' },
	'suggestions-not-asked': { items: ['asks-suggestions'], words: '没有征求意见和建议。' },
	interrupted: { items: ['no-rudeness'], words: '客户还没有说完就打断。' },
	'no-closing': { items: ['thanks', 'goodbye'], words: '结束语不规范，没有致谢和道别。' }
};

export function findingOf(kind: CallKind, fault: Fault): Finding {
	const found = (kind === 'call-back' ? callBack : report)[fault];
	if (!found) throw new Error(`no item for ${fault} in a ${kind}`);
	return found;
}

export const meritWords: Record<Merit, string> = {
	praised: '客户主动表扬服务态度，值得学习。',
	patient: '回答耐心，告知清楚。',
	'standard-phrases': '问候语完整、规范。'
};
