/** Adjustments of last month: proposed by leads; one granted, one declined, one that waits for the head. */
import { proposeAdjustment, ruleAdjustment } from '#lib/assessments/server/adjustments.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { later } from './apart.ts';
import { SIGNS_IN } from './names.ts';
import { done } from './refused.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;

interface Adjustment {
	/** Place of the agent. */
	agent: number;
	/** What it costs the agent. */
	amountFen: number;
	pointsTenths: number;
	reason: string;
	ruling?: { approved: boolean; reason: string };
}

const proposals: Adjustment[] = [
	{
		agent: SIGNS_IN,
		amountFen: -5000,
		pointsTenths: 10,
		reason: '月内两次主动替请假同事值夜班，交接清楚。',
		ruling: { approved: true, reason: '值班记录属实，同意奖励。' }
	},
	{
		agent: 9,
		amountFen: -8000,
		pointsTenths: 0,
		reason: '利用休息时间整理班组话术手册，大家都在用。',
		ruling: { approved: false, reason: '整理手册已在班组评比中加分，不再重复奖励。' }
	},
	{
		agent: 1,
		amountFen: 2000,
		pointsTenths: 0,
		reason: '两次班前会迟到，提醒后仍未改正。'
	}
];

export const adjustments = (month: BusinessMonth) => async (world: World, at: Date) => {
	const { agents, leads, head } = world.centre;
	for (const { agent: place, ruling, ...proposal } of proposals) {
		const agent = agents[place]!;
		const lead = leads.get(agent.teamId!)!;
		const { adjustmentId } = done(
			await proposeAdjustment(world.as(lead.actor, at), { agentId: agent.id, month, ...proposal })
		);
		if (!ruling) continue;
		later(world, new Date(at.getTime() + 30 * MINUTE), async (_, when) => {
			done(await ruleAdjustment(world.as(head.actor, when), { adjustmentId, ...ruling }));
		});
	}
};
