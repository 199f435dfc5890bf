/** Last month made ready for closing: severe items confirmed, talks held, sheets signed; a little stays open. */
import { confirmSevere } from '#lib/assessments/server/confirm-severe.ts';
import { severePage } from '#lib/assessments/server/severe-items.ts';
import { sheetFigures } from '#lib/assessments/server/sheet-figures.ts';
import { signMonth } from '#lib/assessments/server/signatures.ts';
import { noteTalk } from '#lib/assessments/server/talks.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { done } from './refused.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
/** Severe items, the newest, that the head still has to look into. */
const LEFT = 2;

export const confirms = (month: BusinessMonth) => async (world: World, at: Date) => {
	const as = world.as(world.centre.head.actor, at);
	const { rows } = await severePage(as, { month, filter: { state: 'provisional' } });
	const lines = rows.slice(LEFT).map(({ agentId, lineKey }) => ({ agentId, lineKey }));
	if (lines.length > 0) done(await confirmSevere(as, { month, lines }));
};

const agreed = [
	'本月整体平稳，谈了地址复述不完整的问题，约定复述到门牌再提交。',
	'肯定了服务态度，提醒结束语要完整，下月再看录音。',
	'谈了开场白语速过快，约定每天班前自练三遍。',
	'业务熟练，请其在班前会上分享一次处理急修来电的经验。'
];

/** Each lead with all of the team but one, who was on leave. */
export const talks = (month: BusinessMonth) => async (world: World, at: Date) => {
	const { agents, leads } = world.centre;
	for (const [teamId, lead] of leads) {
		const team = agents.filter((agent) => agent.teamId === teamId);
		for (const [turn, { id }] of team.slice(0, -1).entries()) {
			const talk = { agentId: id, month, words: agreed[turn % agreed.length]! };
			const talkedAt = new Date(at.getTime() - (turn + 1) * 12 * MINUTE);
			done(await noteTalk(world.as(lead.actor, at), { ...talk, talkedAt }));
		}
	}
};

/** Agents, by place, who have signed; the one for whom a sign-in is printed has not. */
const SIGNED = [0, 1, 2, 3, 5, 8, 9, 16];
const OBJECTS = 6;

export const signatures = (month: BusinessMonth) => async (world: World, at: Date) => {
	const { tx, zone, centre } = world;
	for (const { id, index, actor } of centre.agents) {
		const objects = index === OBJECTS;
		if (!objects && !SIGNED.includes(index)) continue;
		const { sha256 } = await sheetFigures(tx, { month, zone, agentId: id });
		const signature = {
			...{ agentId: id, month, figures: sha256 },
			outcome: objects ? ('objected' as const) : ('signed' as const),
			words: objects ? '同事评分与平时说的不一致，请部长再了解一下情况。' : ''
		};
		done(await signMonth(world.as(actor, at), signature));
	}
};
