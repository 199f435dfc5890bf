/** Cases of accountability: one that waits to be put right, one that is closed, one not yet served. */
import { desc, eq } from 'drizzle-orm';
import { isOfPerson } from '#lib/accountability/case.ts';
import type { CaseStep, TakenMeasure } from '#lib/accountability/measure.ts';
import { openCase } from '#lib/accountability/server/open-case.ts';
import { takeCaseStep } from '#lib/accountability/server/case-steps.ts';
import { missedDuties } from '#lib/duty/server/schema.ts';
import { standingLines } from '#lib/ledger/server/queries.ts';
import { addDays, businessDay, monthOfDay } from '#lib/shared/calendar.ts';
import { later, type DatedDeed } from './apart.ts';
import { firstLead } from './arrivals.ts';
import type { Person } from './people.ts';
import { done } from './refused.ts';
import type { World } from './world.ts';

const DAY = 86_400_000;

export const accountability: DatedDeed[] = [
	{ back: 10, hour: 16, minute: 5, deed: clicksThrough },
	{ back: 5, hour: 16, minute: 20, deed: wrongAddresses },
	{ back: 1, hour: 17, minute: 5, deed: missedChecks }
];

/** The agent, by place, who now and then only clicks through. */
const HASTY = 6;

const plain = (measure: TakenMeasure['measure'], words: string): TakenMeasure => ({
	measure,
	amountFen: 0,
	words
});

interface About {
	person: Person;
	facts: string;
	/** Days from now until it is to be put right. */
	days: number;
	measures: TakenMeasure[];
	grounds?: { kind: 'ledger-line' | 'missed-duty'; subjectId: string }[];
}

/** Opens it; the steps follow, each after so many days. */
async function opens(
	world: World,
	at: Date,
	{ person, days, steps, grounds = [], ...said }: About & { steps: [number, CaseStep, string][] }
) {
	const today = businessDay(at, world.zone);
	const { caseId } = done(
		await openCase(world.as(world.centre.head.actor, at), {
			...{ staffNo: person.staffNo, month: monthOfDay(today), grounds, ...said },
			deadlineDay: addDays(today, days)
		})
	);
	for (const [after, step, words] of steps) {
		const { actor } = isOfPerson(step) ? person : world.centre.head;
		later(world, new Date(at.getTime() + after * DAY), async (_, when) => {
			done(await takeCaseStep(world.as(actor, when), { caseId, step, words }));
		});
	}
}

function clicksThrough(world: World, at: Date) {
	return opens(world, at, {
		person: world.centre.agents[HASTY]!,
		facts:
			'近两周自查有多次只听了开头几秒就提交“无问题”，播放记录与自查结果不符，经领班提醒后仍未改正，属于敷衍自查。',
		days: 7,
		measures: [
			plain('self-criticism', '书面检查一份，交领班存档。'),
			plain('rectification', '补听敷衍提交的录音，逐条登记结果。')
		],
		steps: [
			[0.02, 'served', '当面送达，说明了依据和整改要求。'],
			[0.8, 'acknowledged', ''],
			[0.81, 'statement', '那几天来电多，想着先提交再补听，后来忘了，以后当班听完再提交。'],
			[3.7, 'rectified', '已补听并逐条登记，书面检查已交领班。'],
			[4.9, 'checked', '抽听三条补听录音，登记与实际一致。'],
			[4.95, 'closed', '整改到位，本案办结。']
		]
	});
}

/** About the agent, rather of the first team, of whom most stands in the ledger of the month or of the one before it. */
async function wrongAddresses(world: World, at: Date) {
	const { tx, centre, zone } = world;
	const month = monthOfDay(businessDay(at, zone));
	const before = monthOfDay(addDays(month * 100 + 1, -1));
	const team = centre.agents
		.filter(({ teamId }) => teamId === firstLead(world).teamId)
		.map(({ id }) => id);
	for (const one of [month, before]) {
		const lines = (await standingLines(tx, { month: one })).filter(
			({ kind, state, code }) =>
				kind === 'severe-item' && state !== 'cancelled' && code === 'address-wrong'
		);
		const here = lines.filter(({ agentId }) => team.includes(agentId));
		const byAgent = [...Map.groupBy(here.length > 0 ? here : lines, ({ agentId }) => agentId)];
		const [worst] = byAgent.sort(([, a], [, b]) => b.length - a.length);
		if (!worst) continue;
		const [agentId, own] = worst;
		await opens(world, at, {
			person: centre.agents.find(({ id }) => id === agentId)!,
			facts:
				'将报修地址录错，维修人员按工单上门找不到住户，客户再次来电投诉。录音中客户报的地址清楚，话务员没有逐项复述确认。',
			days: 12,
			measures: [
				plain('self-criticism', '书面检查一份。'),
				{ measure: 'performance-pay', amountFen: 10_000, words: '' }
			],
			grounds: own.slice(0, 3).map(({ entryId }) => ({ kind: 'ledger-line', subjectId: entryId })),
			steps: [
				[0.02, 'served', '当面送达，一起听了录音。'],
				[0.9, 'acknowledged', ''],
				[0.92, 'statement', '当时系统卡顿，地址联想选到了相邻小区，我没有再核对，给住户添了麻烦。']
			]
		});
		return;
	}
}

/** About the third lead, who was away without a deputy. */
async function missedChecks(world: World, at: Date) {
	const { tx, centre } = world;
	const lead = [...centre.leads.values()][2]!;
	const [newest] = await tx
		.select({ id: missedDuties.id })
		.from(missedDuties)
		.where(eq(missedDuties.reviewerId, lead.id))
		.orderBy(desc(missedDuties.at), desc(missedDuties.id))
		.limit(1);
	if (!newest) return;
	await opens(world, at, {
		person: lead,
		facts: '当天的日抽查到期未完成，事先没有交接，也没有申请免责，班组录音当天无人抽查。',
		days: 7,
		measures: [plain('rectification', '补听当天应抽查的录音，今后离岗前先办交接。')],
		grounds: [{ kind: 'missed-duty', subjectId: newest.id }],
		steps: []
	});
}
