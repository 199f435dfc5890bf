/** What leads give their agents to work on, from what was found: open, acknowledged, done. */
import { findingClips } from '#lib/coaching/server/clips.ts';
import { giveTask, takeTaskStep } from '#lib/coaching/server/tasks.ts';
import type { TaskStep } from '#lib/coaching/steps.ts';
import { addDays, businessDay } from '#lib/shared/calendar.ts';
import { later, type DatedDeed } from './apart.ts';
import { firstLead } from './arrivals.ts';
import { SIGNS_IN } from './names.ts';
import type { Person } from './people.ts';
import { pinned } from './pinned.ts';
import { done } from './refused.ts';
import type { World } from './world.ts';

const DAY = 86_400_000;

interface Lesson {
	topic: string;
	words: string;
}

/** By the item that failed. */
const lessons: Record<string, Lesson> = {
	greeting: {
		topic: '开场问候要完整',
		words: '对照范例练习开场白：问候、公司、工号一口气说完整；下周一班前会演示一次。'
	},
	identity: {
		topic: '开场报工号要清楚',
		words: '听下面的片段，找出自己略过工号的地方；每天班前对着卡片念三遍。'
	},
	'read-back-address': {
		topic: '地址复述到门牌',
		words: '复述小区、楼栋、单元、门牌四项，客户确认后再提交工单。'
	},
	'read-back-telephone': {
		topic: '电话逐位核对',
		words: '客户报完号码后三位一组复述，等客户说“对”再往下。'
	},
	'address-entered': {
		topic: '地址录入后再核对',
		words: '提交前看一眼工单地址和刚才复述的是否一致，注意名称相近的小区。'
	},
	'no-invalid-promise': {
		topic: '不承诺上门时间',
		words: '统一说“维修人员会尽快与您联系”，不说具体几点到；听片段后自己改写一遍说法。'
	},
	thanks: { topic: '结束语要规范', words: '先致谢再道别，等客户挂机；听片段对比规范说法。' }
};
const general: Lesson = {
	topic: '语速和音量',
	words: '高峰时段语速偏快，客户听不清；接起电话先停一秒再说问候语。'
};

type Following = [days: number, step: TaskStep, words: string];

const given = (back: number, index: number, steps: Following[]): DatedDeed => ({
	back,
	hour: 10,
	minute: 40,
	deed: (world, at) => gives(world, at, { agent: world.centre.agents[index]!, steps })
});

/** By days before the last one, and the agent's place in the first team. */
export const coaching: DatedDeed[] = [
	given(10, 2, [
		[0.2, 'acknowledged', ''],
		[5.1, 'done', '班前会上演示过两次，最近三条录音都做到了。']
	]),
	given(6, 0, [[1.1, 'acknowledged', '']]),
	given(2, SIGNS_IN, [])
];

/** From the newest finding of the agent that there is a lesson for. */
async function gives(
	world: World,
	at: Date,
	{ agent, steps }: { agent: Person; steps: Following[] }
) {
	const items = Object.keys(lessons);
	const from = new Date(at.getTime() - 21 * DAY);
	const found = await pinned(world, { kind: 'finding', from, to: at, items });
	const own = found.find(({ agentId }) => agentId === agent.id);
	const { topic, words } = own ? lessons[own.itemKey!]! : general;
	const clips = own
		? await findingClips(world.tx, { reviewId: own.reviewId, itemKey: own.itemKey! })
		: [];
	const { taskId } = done(
		await giveTask(world.as(firstLead(world).actor, at), {
			...{ staffNo: agent.staffNo, topic, words },
			dueDay: addDays(businessDay(at, world.zone), 9),
			reviewId: own?.reviewId ?? null,
			rubricKey: own ? rubricKeyOf(world, own.recordingId) : null,
			itemKey: own?.itemKey ?? null,
			evidenceIds: clips.map(({ id }) => id),
			clipIds: []
		})
	);
	for (const [days, step, said] of steps)
		later(world, new Date(at.getTime() + days * DAY), async (_, when) => {
			done(await takeTaskStep(world.as(agent.actor, when), { taskId, step, words: said }));
		});
}

const rubricKeyOf = ({ imported }: World, recordingId: string) =>
	imported.get(recordingId)!.call.kind === 'call-back' ? 'call-back' : 'report';
