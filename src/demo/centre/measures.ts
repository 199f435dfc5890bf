/** The service indicators of last month, as the head enters them from other systems. */
import { enterValue, type NewValue } from '#lib/assessments/server/indicators.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { done } from './refused.ts';
import type { World } from './world.ts';

type Measured = [key: string, numerator: number, denominator: number, source: string];

const ofDepartment: Measured[] = [
	['answer-rate', 7412, 7705, '电话系统月报表'],
	['service-level', 6219, 7705, '电话系统月报表'],
	['first-contact-resolution', 5876, 6690, '工单系统月报表'],
	['non-phone-timeliness', 841, 872, '工单系统月报表'],
	['satisfaction', 1038, 1187, '回访记录汇总'],
	['call-back-rate', 2954, 2981, '回访记录汇总'],
	['fault-report-rate', 3120, 418_600, '工单系统月报表'],
	['repaired-within-24-h', 2866, 2981, '工单系统月报表'],
	['repeat-faults-5-days', 71, 2981, '工单系统月报表'],
	['first-time-repair', 2711, 2981, '工单系统月报表'],
	['service-complaints', 3, 7412, '投诉台账']
];

/** Answer rate and satisfaction, by the place of the team. */
const ofTeams: Measured[][] = [
	[
		['answer-rate', 2533, 2610, '电话系统班组报表'],
		['satisfaction', 372, 411, '回访记录汇总']
	],
	[
		['answer-rate', 2460, 2588, '电话系统班组报表'],
		['satisfaction', 331, 393, '回访记录汇总']
	],
	[
		['answer-rate', 2419, 2507, '电话系统班组报表'],
		['satisfaction', 335, 383, '回访记录汇总']
	]
];

export const measures = (month: BusinessMonth) => async (world: World, at: Date) => {
	const { centre } = world;
	const as = world.as(centre.head.actor, at);
	const enter = async (
		rows: Measured[],
		place: Pick<NewValue, 'departmentId' | 'teamId'>
	): Promise<void> => {
		for (const [key, numerator, denominator, source] of rows) {
			const value = { key, numerator, denominator, source, agentId: null, ...place };
			done(await enterValue(as, { month, ...value }));
		}
	};
	await enter(ofDepartment, { departmentId: centre.departmentId, teamId: null });
	for (const [place, teamId] of [...centre.leads.keys()].entries())
		await enter(ofTeams[place]!, { departmentId: null, teamId });
};
