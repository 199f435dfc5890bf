/** Last month as leads saw their agents, and agents one another. */
import { ratingKinds, type RatingKind } from '#lib/assessments/rating.ts';
import { giveRating } from '#lib/assessments/server/ratings.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { seededRandom } from '#lib/shared/seeded-random.ts';
import { later, type Deed } from './apart.ts';
import type { Person } from './people.ts';
import { done } from './refused.ts';
import type { World } from './world.ts';

/** Colleagues who rate each agent: from so many on their mean is shown. */
const PEERS = 3;
const MINUTE = 60_000;
/** Agents of a team, for whom its raters take turns. */
const TEAM = 8;

/** What is said with few points, with some, with many. */
const words: Record<RatingKind, [few: string[], some: string[], many: string[]]> = {
	lead: [
		[
			'工作踏实，但高峰时容易急躁，录入地址不够仔细，需要多核对。',
			'能完成任务，主动性还不够，班前会发言少。'
		],
		['服从安排，交接班清楚，遇到难缠的客户能及时求助。', '业务熟练，语气平稳，希望多帮带新人。'],
		['主动顶班，遇到情绪激动的住户也能耐心解释。', '业务过硬，常帮同事处理疑难来电，班组的主心骨。']
	],
	peer: [
		['交接时有些事项没写清，第二天还要再问一遍。', '忙起来不太愿意分担，沟通可以再多一些。'],
		['好相处，交接班记录写得清楚，有问必答。', '有困难会一起想办法，做事有始有终。'],
		['乐于帮助同事处理疑难来电，教得很耐心。', '不计较多接几个电话，大家都愿意和他搭班。']
	]
};

const FEW = 75;
const MANY = 88;

export const leadsRate = (month: BusinessMonth): Deed => rates('lead', month);
export const colleaguesRate = (month: BusinessMonth): Deed => rates('peer', month);

/** One after the other, some minutes apart. */
function rates(kind: RatingKind, month: BusinessMonth): Deed {
	return (world, at) => {
		const random = seededRandom(month * 2 + ratingKinds.indexOf(kind));
		const points = () => 66 + random.below(32);
		for (const agent of world.centre.agents)
			for (const [turn, rater] of ratersOf(world, agent, kind).entries()) {
				const [attitude, teamwork] = [points(), points()];
				const mean = (attitude + teamwork) / 2;
				const said = words[kind][mean < FEW ? 0 : mean < MANY ? 1 : 2];
				const rating = { kind, month, agentId: agent.id, attitude, teamwork };
				const given = { ...rating, words: random.pick(said) };
				const minutes = (agent.index % TEAM) * PEERS + turn;
				later(world, new Date(at.getTime() + minutes * MINUTE), async (_, when) => {
					done(await giveRating(world.as(rater.actor, when), given));
				});
			}
		return Promise.resolve();
	};
}

/** The lead; or those who sit next to the agent. */
function ratersOf({ centre }: World, agent: Person, kind: RatingKind): Person[] {
	if (kind === 'lead') return [centre.leads.get(agent.teamId!)!];
	const team = centre.agents.filter(({ teamId }) => teamId === agent.teamId);
	const place = team.indexOf(agent);
	return Array.from({ length: PEERS }, (_, i) => team[(place + i + 1) % team.length]!);
}
