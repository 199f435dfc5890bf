/** The standard form for call-backs (回访): mission §3, complete; the customer's answers are kept as data. 100 points. */
import type { Form } from '../form.ts';
import { both, mannerItem, recordItem, whenItArises, yesNoItem } from './write.ts';

const asked = { naAllowed: true };
const yesOrNo = {
	field: 'choice',
	options: [
		{ key: 'yes', text: both('Yes', '是') },
		{ key: 'no', text: both('No', '否') }
	]
};

export const callBackForm: Form = {
	title: both('Call-back', '回访评分标准'),
	callKind: 'call-back',
	passMark: 80,
	sections: [
		{
			key: 'opening',
			title: both('Opening', '开场'),
			weight: 15,
			items: [
				yesNoItem('greeting', 5, both('Greets the resident', '问候规范'), {
					guidance: both(
						'“Hello”, or the holiday greeting on the announced dates.',
						'“您好”，公布的节日期间使用节日问候。'
					),
					selfCheck: true
				}),
				yesNoItem(
					'identity',
					5,
					both('Names the company and the own staff number', '报出公司名称和本人工号')
				),
				yesNoItem('convenient', 5, both('Asks whether now is convenient', '询问现在是否方便'), {
					guidance: both(
						'If it is not: makes an appointment. The questions below are then N/A.',
						'如不方便，应预约下次回访时间；以下问题记“不适用”。'
					)
				})
			]
		},
		{
			key: 'questions',
			title: both('Questions', '回访提问'),
			weight: 45,
			items: [
				yesNoItem(
					'asks-solved',
					9,
					both('Asks whether the problem is solved', '询问问题是否解决'),
					asked
				),
				recordItem('answer-solved', both('Answer: solved?', '客户答复：是否解决'), yesOrNo),
				yesNoItem(
					'asks-attitude',
					9,
					both('Asks about the repairer’s attitude', '询问维修人员服务态度'),
					asked
				),
				recordItem('answer-attitude', both('Answer: attitude', '客户答复：服务态度'), {
					field: 'choice',
					options: [
						{ key: 'satisfied', text: both('Satisfied', '满意') },
						{ key: 'ordinary', text: both('Ordinary', '一般') },
						{ key: 'dissatisfied', text: both('Dissatisfied', '不满意') }
					]
				}),
				yesNoItem('asks-money', 9, both('Asks whether money was taken', '询问是否收费'), asked),
				recordItem('answer-money', both('Answer: money taken?', '客户答复：是否收费'), yesOrNo),
				yesNoItem(
					'asks-score',
					9,
					both('Asks for a score from 1 to 10', '请客户打分（1–10 分）'),
					asked
				),
				recordItem('answer-score', both('Answer: score', '客户答复：评分'), {
					field: 'number',
					min: 1,
					max: 10
				}),
				yesNoItem('asks-suggestions', 9, both('Asks for suggestions', '征求意见和建议'), asked),
				recordItem('answer-suggestions', both('Answer: suggestions', '客户答复：意见和建议'), {
					field: 'words'
				})
			]
		},
		{
			key: 'payment',
			title: both('Payment reminder', '缴费提醒'),
			weight: 10,
			items: [
				yesNoItem(
					'payment-reminder',
					10,
					both(
						'Reminds of the payment only if satisfied and unpaid',
						'仅对满意且未缴费的客户提醒缴费'
					),
					{
						guidance: both(
							'No when it was left out though due, or said though not due. N/A when not due and not said.',
							'应提醒而未提醒，或不应提醒而提醒，均为“否”；无需提醒且未提醒的记“不适用”。'
						),
						...whenItArises
					}
				)
			]
		},
		{
			key: 'conduct',
			title: both('Conduct', '态度与纪律'),
			weight: 22,
			items: [
				yesNoItem('no-invalid-promise', 6, both('Makes no invalid promise', '无无效承诺'), {
					severe: 'invalid-promise',
					fatal: 'form',
					selfCheck: true
				}),
				yesNoItem('no-misleading', 3, both('Does not mislead the resident', '无误导客户')),
				mannerItem(
					'warm-clear',
					5,
					both('Warm, clear, sincere, with even pace and tone', '热情真诚、吐字清晰、语速平稳')
				),
				yesNoItem(
					'no-rudeness',
					3,
					both(
						'Does not interrupt or hang up; no rudeness, no sarcasm',
						'不打断、不先行挂断，无粗鲁讽刺用语'
					)
				),
				yesNoItem(
					'complaint-registered',
					3,
					both('Registers a complaint truthfully and hands it over', '投诉如实登记并按规定移交'),
					whenItArises
				),
				yesNoItem(
					'confidentiality',
					2,
					both(
						'Gives out no customer or company information without permission',
						'未经许可不透露客户及公司信息'
					)
				)
			]
		},
		{
			key: 'closing',
			title: both('Closing', '结束语'),
			weight: 8,
			items: [
				yesNoItem('thanks', 4, both('Thanks the resident', '感谢客户配合')),
				yesNoItem('goodbye', 4, both('Says goodbye', '礼貌道别'))
			]
		}
	]
};
