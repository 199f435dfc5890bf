/** The standard form for incoming reports (接报): mission §3, complete. 100 points. */
import type { Form } from '../form.ts';
import { both, mannerItem, whenItArises, whenReported, yesNoItem } from './write.ts';

export const reportForm: Form = {
	title: both('Incoming report', '接报评分标准'),
	callKind: 'report',
	passMark: 80,
	sections: [
		{
			key: 'opening',
			title: both('Opening', '开场'),
			weight: 14,
			items: [
				yesNoItem('greeting', 6, both('Greets the caller', '首问问候规范'), {
					guidance: both(
						'“Hello”; on the announced dates the holiday greeting instead: New Year and Spring Festival “Happy New Year”, Labour Day, Mid-Autumn, National Day.',
						'“您好”；公布的节日期间改用节日问候：元旦、春节“新年好”，“劳动节快乐”，“中秋节快乐”，“国庆节快乐”。'
					),
					selfCheck: true
				}),
				yesNoItem(
					'identity',
					5,
					both('Names the company and the own staff number', '报出公司名称和本人工号')
				),
				yesNoItem('asks-problem', 3, both('Asks what the problem is', '询问“请问有什么问题？”'))
			]
		},
		{
			key: 'read-back',
			title: both('Read-back', '跟读确认'),
			weight: 24,
			items: [
				yesNoItem('read-back-problem', 6, both('Reads back the problem', '跟读确认故障问题'), {
					...whenReported,
					guidance: both(
						'Repeats it in own words and the caller confirms.',
						'用自己的话复述，来电人予以确认。'
					)
				}),
				yesNoItem('read-back-address', 6, both('Reads back the address', '跟读确认地址'), {
					...whenReported,
					guidance: both('Compound, building, unit and room.', '小区、楼号、单元、室号逐项核对。'),
					selfCheck: true
				}),
				yesNoItem('read-back-name', 6, both('Reads back the name', '跟读确认姓名'), whenReported),
				yesNoItem(
					'read-back-telephone',
					6,
					both('Reads back the telephone number', '跟读确认电话'),
					{
						...whenReported,
						guidance: both('Digit by digit.', '逐位核对号码。')
					}
				)
			]
		},
		{
			key: 'closing',
			title: both('Closing', '结束语'),
			weight: 6,
			items: [
				yesNoItem(
					'says-repairer-contacts',
					2,
					both('Says that a repairer will contact the caller', '告知维修人员会与您联系'),
					whenReported
				),
				yesNoItem('thanks', 2, both('Thanks the caller', '感谢来电')),
				yesNoItem('goodbye', 2, both('Says goodbye', '礼貌道别'))
			]
		},
		{
			key: 'registration',
			title: both('Registration', '登记录入'),
			weight: 16,
			items: [
				yesNoItem('address-entered', 6, both('Enters the address correctly', '地址录入正确'), {
					...whenReported,
					guidance: both('Compare what is said with the work order.', '将通话内容与工单逐项比对。'),
					severe: 'address-wrong',
					fatal: 'form'
				}),
				yesNoItem(
					'telephone-entered',
					4,
					both('Enters the telephone number correctly', '电话录入正确'),
					whenReported
				),
				yesNoItem('station-chosen', 6, both('Chooses the right repair station', '维修站选择正确'), {
					...whenReported,
					severe: 'station-wrong',
					fatal: 'form'
				})
			]
		},
		{
			key: 'guidance',
			title: both('Promises and guidance', '承诺与引导'),
			weight: 16,
			items: [
				yesNoItem('no-invalid-promise', 7, both('Makes no invalid promise', '无无效承诺'), {
					guidance: both(
						'Nothing that the agent may not promise: a time of arrival, a temperature, a refund.',
						'不对外作出无权作出的承诺，如上门时间、室温、退费等。'
					),
					severe: 'invalid-promise',
					fatal: 'form',
					selfCheck: true
				}),
				yesNoItem('no-misleading', 5, both('Does not mislead the caller', '无误导客户')),
				yesNoItem(
					'unified-explanation',
					4,
					both('Uses the unified explanations', '使用统一解释口径'),
					whenItArises
				)
			]
		},
		{
			key: 'manner',
			title: both('Manner', '服务态度'),
			weight: 14,
			items: [
				mannerItem('warm-sincere', 4, both('Warm and sincere', '热情、真诚')),
				mannerItem(
					'clear-even',
					4,
					both('Clear, with even pace and tone', '吐字清晰，语速语调平稳')
				),
				yesNoItem('no-interrupting', 2, both('Does not interrupt', '不打断客户')),
				yesNoItem('no-hanging-up', 2, both('Does not hang up on the caller', '不先行挂断电话')),
				yesNoItem('no-rudeness', 2, both('No rudeness, no sarcasm', '无粗鲁、讽刺用语'))
			]
		},
		{
			key: 'responsibility',
			title: both('Responsibility', '责任与纪律'),
			weight: 10,
			items: [
				yesNoItem(
					'first-contact',
					3,
					both('Takes first-contact responsibility, does not brush off', '落实首问负责，不推诿')
				),
				yesNoItem(
					'complaint-registered',
					3,
					both('Registers a complaint truthfully', '投诉如实登记'),
					whenItArises
				),
				yesNoItem(
					'confidentiality',
					2,
					both(
						'Gives out no customer or company information without permission',
						'未经许可不透露客户及公司信息'
					)
				),
				yesNoItem(
					'escalation',
					2,
					both('Hands over escalations and media calls', '升级事项及媒体来电按规定移交'),
					whenItArises
				)
			]
		}
	]
};
