/** The standard service phrases (标准服务用语) that come with the two standard forms, by item. */
import type { CallKind } from '#lib/recordings/call.ts';
import type { FormText } from '../text.ts';
import { both } from './both.ts';

/** What calls open with outside the greeting periods of the calendar. */
export const ordinaryGreeting = both('Hello', '您好');

export const standardWords: { callKind: CallKind; itemKey: string; words: FormText }[] = [
	{
		callKind: 'report',
		itemKey: 'greeting',
		words: both(
			'{greeting}, this is {company}, agent {staffNo}. What is the problem?',
			'{greeting}，{company}，{staffNo} 号为您服务，请问有什么问题？'
		)
	},
	{
		callKind: 'report',
		itemKey: 'read-back-problem',
		words: both('Let me repeat that: … Is that right?', '我跟您核对一下：您反映的问题是……，对吗？')
	},
	{
		callKind: 'report',
		itemKey: 'read-back-address',
		words: both(
			'Your address is …, building …, unit …, room …. Is that right?',
			'您的地址是……小区……号楼……单元……室，对吗？'
		)
	},
	{
		callKind: 'report',
		itemKey: 'read-back-name',
		words: both('May I have your name? … Is that right?', '请问您贵姓？……您是……，对吗？')
	},
	{
		callKind: 'report',
		itemKey: 'read-back-telephone',
		words: both('Your telephone number is …. Is that right?', '您的联系电话是……，对吗？')
	},
	{
		callKind: 'report',
		itemKey: 'says-repairer-contacts',
		words: both(
			'Your report is registered. A repairer will contact you.',
			'您的问题已登记，维修人员会与您联系。'
		)
	},
	{
		callKind: 'report',
		itemKey: 'goodbye',
		words: both('Thank you for calling. Goodbye.', '感谢您的来电，再见。')
	},
	{
		callKind: 'call-back',
		itemKey: 'greeting',
		words: both(
			'{greeting}, this is {company}, agent {staffNo}. I am calling about your repair. Is now convenient?',
			'{greeting}，我是{company} {staffNo} 号话务员，就您报修的问题做个回访，请问现在方便吗？'
		)
	},
	{
		callKind: 'call-back',
		itemKey: 'convenient',
		words: both(
			'If it is not convenient: when may I call you again?',
			'如不方便：请问什么时间再给您打电话合适？'
		)
	},
	{
		callKind: 'call-back',
		itemKey: 'asks-solved',
		words: both('Is the problem solved?', '请问您反映的问题解决了吗？')
	},
	{
		callKind: 'call-back',
		itemKey: 'asks-attitude',
		words: both(
			'Were you satisfied with the repairer’s attitude: satisfied, ordinary or dissatisfied?',
			'请问维修人员的服务态度怎么样：满意、一般还是不满意？'
		)
	},
	{
		callKind: 'call-back',
		itemKey: 'asks-money',
		words: both('Did the repairer take any money?', '请问维修人员有没有收取费用？')
	},
	{
		callKind: 'call-back',
		itemKey: 'asks-score',
		words: both(
			'What score from 1 to 10 do you give this service?',
			'请您为这次服务打分，1 到 10 分，您打几分？'
		)
	},
	{
		callKind: 'call-back',
		itemKey: 'asks-suggestions',
		words: both('Do you have any suggestions for us?', '请问您对我们的工作有什么意见和建议？')
	},
	{
		callKind: 'call-back',
		itemKey: 'payment-reminder',
		words: both(
			'Only if satisfied and unpaid: your heating fee is not paid yet; we would be grateful if you paid it soon.',
			'仅限满意且未缴费时：您的采暖费还没有缴纳，方便时请尽快缴费。'
		)
	},
	{
		callKind: 'call-back',
		itemKey: 'goodbye',
		words: both('Thank you for your time. Goodbye.', '感谢您的配合，再见。')
	}
];
