/** What leads and the head do about the duty to check itself: leave, replacements, excuses, plans. */
import { desc, eq } from 'drizzle-orm';
import { excuseDuty } from '#lib/duty/server/excuse.ts';
import { handOver } from '#lib/duty/server/hand-over.ts';
import { reassign } from '#lib/duty/server/reassign.ts';
import { replaceAssignment } from '#lib/duty/server/replace.ts';
import type { ReplacementReason } from '#lib/sampling/replacement.ts';
import { changePlan, createPlan } from '#lib/sampling/server/plan-changes.ts';
import { planByKey } from '#lib/sampling/server/plans.ts';
import { missedDuties } from '#lib/duty/server/schema.ts';
import { standardPlans, DAILY_SELF_CHECK, WEEKLY_AUDIT } from '#lib/sampling/standard-plans.ts';
import { addDays, atTime, businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { LEAVE } from './absences.ts';
import { openTasks } from './open-tasks.ts';
import type { Person } from './people.ts';
import { done } from './refused.ts';
import type { World } from './world.ts';

type Deed = (world: World, at: Date) => Promise<void>;

/** By days before the last one; the time of day is the centre's. */
const deeds: { back: number; hour: number; minute: number; deed: Deed }[] = [
	{ back: 25, hour: 10, minute: 5, deed: hearsMoreOfEachTeam },
	{ back: 22, hour: 17, minute: 30, deed: goesOnLeave },
	{ back: 20, hour: 10, minute: 20, deed: letsColleaguesListen },
	{ back: 5, hour: 8, minute: 50, deed: givesTasksAway },
	{ back: 1, hour: 16, minute: 40, deed: announcesLeave },
	...replacements()
];

export function planDeeds(world: World, day: BusinessDay) {
	for (const { back, hour, minute, deed } of deeds) {
		if (addDays(world.today, -back) !== day) continue;
		const at = atTime(day, hour, minute, world.zone);
		world.timeline.add(at, () => deed(world, at));
	}
	for (const { person, until, excused } of world.absences) {
		const at = new Date(until.getTime() + 3 * HOUR_MS);
		if (!excused || businessDay(at, world.zone) !== day) continue;
		world.timeline.add(at, () => excuses(world, person, at));
	}
}

const HOUR_MS = 3_600_000;

const leadsOf = ({ centre }: World): Person[] => [...centre.leads.values()];

async function hearsMoreOfEachTeam(world: World, at: Date) {
	const plan = await planByKey(world.tx, WEEKLY_AUDIT, businessDay(at, world.zone));
	const { version, rule } = plan!.newest;
	const as = world.as(world.centre.head.actor, at);
	const more = { ...rule, count: { how: 'fixed' as const, n: 3 } };
	const change = { key: WEEKLY_AUDIT, version, rule: more };
	done(await changePlan(as, { ...change, reason: '新人较多，每组每周多听一条。' }));
}

/** Weekly, in the first team: each agent hears one call of a colleague. */
async function letsColleaguesListen(world: World, at: Date) {
	const [teamId] = world.centre.leads.keys();
	const ready = standardPlans[DAILY_SELF_CHECK]!;
	const rule: typeof ready = {
		...ready,
		name: { en: 'Peer listening', 'zh-CN': '组内互听' },
		reviewer: { by: 'peers' },
		callsOf: { ...ready.callsOf, teamIds: [teamId!] },
		recurrence: { every: 'week', weekday: 3 },
		drawAt: { hour: 6, minute: 45 },
		count: { how: 'fixed', n: 1 },
		due: { in: 'working-days', days: 4, at: { hour: 18, minute: 0 } }
	};
	const as = world.as(world.centre.head.actor, at);
	done(await createPlan(as, { key: 'peer-listening', rule }));
}

async function goesOnLeave(world: World, at: Date) {
	const [, absent, deputy] = leadsOf(world);
	done(
		await handOver(world.as(absent!.actor, at), {
			userId: absent!.id,
			deputyId: deputy!.id,
			firstDay: addDays(world.today, -LEAVE.firstBack),
			lastDay: addDays(world.today, -LEAVE.lastBack),
			reason: '年休假'
		})
	);
}

async function announcesLeave(world: World, at: Date) {
	const [deputy, , absent] = leadsOf(world);
	done(
		await handOver(world.as(absent!.actor, at), {
			userId: absent!.id,
			deputyId: deputy!.id,
			firstDay: addDays(world.today, 3),
			lastDay: addDays(world.today, 5),
			reason: '参加班组长培训'
		})
	);
}

async function givesTasksAway(world: World, at: Date) {
	const [receiver, , giver] = leadsOf(world);
	const tasks = await openTasks(world.tx, giver!.id, { kinds: ['spot-check'], since: at });
	if (tasks.length === 0) return;
	done(
		await reassign(world.as(world.centre.head.actor, at), {
			assignmentIds: tasks.slice(0, 2).map(({ id }) => id),
			toId: receiver!.id,
			reason: '下午参加总公司会议，请代为抽查。'
		})
	);
}

async function excuses(world: World, absent: Person, at: Date) {
	const [missed] = await world.tx
		.select({ id: missedDuties.id })
		.from(missedDuties)
		.where(eq(missedDuties.reviewerId, absent.id))
		.orderBy(desc(missedDuties.at))
		.limit(1);
	if (!missed) return;
	const as = world.as(world.centre.head.actor, at);
	const words = '录音服务器检修，当天下午无法播放。';
	done(await excuseDuty(as, { missedDutyId: missed.id, reason: 'system-fault', words }));
}

/** Every week or so one of the leads puts a drawn call aside. */
function replacements() {
	const reasons: [reason: ReplacementReason, words: string][] = [
		['wrong-agent', '工位临时互换，通话的是同组另一位话务员。'],
		['conflict-of-interest', '来电人是我的亲属。'],
		['other', '是抢修演练电话，不是客户来电，不适用评分标准。'],
		['wrong-agent', '新人跟班，实际由带教话务员接听。']
	];
	return [2, 8, 12, 17, 24, 33, 40, 47, 55].map((back, turn) => {
		const [reason, words] = reasons[turn % reasons.length]!;
		const deed: Deed = async (world, at) => {
			const lead = leadsOf(world)[turn % 3]!;
			const tasks = await openTasks(world.tx, lead.id, { kinds: ['spot-check'], since: at });
			const task = tasks.find(({ id }) => !world.left.get(id));
			if (!task) return;
			const wish = { assignmentId: task.id, reason, words };
			done(await replaceAssignment(world.as(lead.actor, at), wish));
		};
		return { back, hour: 9, minute: 2, deed };
	});
}
