/** What helps to judge the items of the standard forms: examples of good and bad, and why it went wrong. By item key. */
import type { Item } from '../item.ts';
import { both } from './both.ts';

type Help = Pick<Item, 'examples' | 'rootCauses'>;

const words = (en: string, zh: string) => ({ words: both(en, zh) });

export const help: Record<string, Help> = {
	identity: {
		examples: {
			good: [words('“City Heating, agent 1001.”', '“城市供热，1001 号为您服务。”')],
			bad: [words('“Service centre, go ahead.”', '“客服中心，请讲。”')]
		}
	},
	'read-back-address': {
		examples: {
			good: [
				words(
					'“Garden Estate, building 3, unit 2, room 501. Is that right?” and the caller confirms',
					'“花园小区 3 号楼 2 单元 501 室，对吗？”，来电人确认'
				)
			],
			bad: [words('“Fine, I have it.”', '“好的，记下了。”')]
		}
	},
	'read-back-telephone': {
		examples: {
			good: [words('The eleven digits one after the other', '十一位号码逐位复述')],
			bad: [words('“The number that you are calling from, yes?”', '“就是您打来的这个号码吧？”')]
		}
	},
	'address-entered': {
		rootCauses: [
			{ key: 'misheard', text: both('Misheard and not read back', '听错且未跟读核对') },
			{ key: 'similar-name', text: both('Chose a place of similar name', '选错相近的小区名称') },
			{ key: 'typing', text: both('Typing error', '录入笔误') },
			{ key: 'old-record', text: both('Took over an old record', '沿用了旧的客户资料') }
		]
	},
	'telephone-entered': {
		rootCauses: [
			{ key: 'misheard', text: both('Misheard and not read back', '听错且未跟读核对') },
			{ key: 'typing', text: both('Typing error', '录入笔误') },
			{
				key: 'caller-display',
				text: both('Took the number shown without asking', '未询问，直接用来电显示号码')
			}
		]
	},
	'station-chosen': {
		rootCauses: [
			{ key: 'area-unknown', text: both('Does not know the areas', '不熟悉维修站的服务范围') },
			{ key: 'address-wrong', text: both('The address was wrong before', '地址已先录错') },
			{
				key: 'table-outdated',
				text: both('The table of areas is outdated', '服务范围对照表未更新')
			},
			{ key: 'slip', text: both('Slip in choosing', '选择时点错') }
		]
	},
	'no-invalid-promise': {
		examples: {
			good: [words('“A repairer will contact you.”', '“维修人员会与您联系。”')],
			bad: [
				words('“They will be there within two hours.”', '“两小时之内一定到。”'),
				words('“You will get your money back.”', '“这笔费用肯定给您退。”')
			]
		}
	},
	'no-misleading': {
		examples: {
			bad: [words('“Just take the valve apart yourself.”', '“您自己把阀门拆开就行。”')]
		},
		rootCauses: [
			{ key: 'knowledge', text: both('Does not know the facts', '业务知识不足') },
			{ key: 'guessed', text: both('Guessed instead of asking', '未核实，凭猜测答复') },
			{ key: 'material-outdated', text: both('The material is outdated', '口径资料未更新') }
		]
	},
	'first-contact': {
		examples: {
			good: [words('“I will find out and call you back.”', '“我来了解清楚，再给您回电话。”')],
			bad: [words('“That is not us, ask elsewhere.”', '“这不归我们管，您问别处吧。”')]
		},
		rootCauses: [
			{ key: 'responsibility-unclear', text: both('Unsure who is responsible', '不清楚责任归属') },
			{ key: 'unwilling', text: both('Did not want to take it on', '不愿承担') },
			{ key: 'workload', text: both('Under pressure of waiting calls', '来电排队压力大') }
		]
	},
	'no-rudeness': {
		examples: { bad: [words('“I have told you already!”', '“刚才不是跟您说过了吗！”')] }
	},
	'complaint-registered': {
		rootCauses: [
			{ key: 'not-recognised', text: both('Did not recognise a complaint', '没有识别为投诉') },
			{ key: 'watered-down', text: both('Softened what was said', '登记时弱化了客户原意') },
			{ key: 'forgotten', text: both('Forgot to register it', '忘记登记') }
		]
	},
	convenient: {
		examples: {
			good: [
				words(
					'“Is now convenient? If not, when may I call again?”',
					'“您现在方便吗？不方便的话，什么时间再给您打合适？”'
				)
			]
		}
	},
	'payment-reminder': {
		examples: {
			bad: [
				words('Reminds a resident who is dissatisfied', '向不满意的客户催缴'),
				words('Reminds a resident who has paid', '向已缴费的客户催缴')
			]
		}
	}
};
