/** Improvements: one carried out and judged by what came of it, one carried out, one under way. */
import { actionPageData } from '#lib/coaching/server/improvement-pages.ts';
import { beginImprovement, takeActionStep } from '#lib/coaching/server/improvements.ts';
import { addDays, businessDay } from '#lib/shared/calendar.ts';
import { later, type DatedDeed } from './apart.ts';
import type { Person } from './people.ts';
import { done } from './refused.ts';
import type { World } from './world.ts';

const DAY = 86_400_000;
const BASELINE_DAYS = 28;

export const improving: DatedDeed[] = [
	{ back: 30, hour: 15, minute: 30, deed: readsBackTelephones },
	{ back: 11, hour: 15, minute: 30, deed: saysWhoAnswers },
	{ back: 4, hour: 15, minute: 45, deed: readsBackProblems }
];

const leadsOf = ({ centre }: World): Person[] => [...centre.leads.values()];

interface Plan {
	owner: Person;
	teamId: string | null;
	itemKey: string;
	title: string;
	words: string;
	targetPermille: number;
	days: number;
	/** What the owner says when it is carried out, and after how many days. */
	carriedOut?: [days: number, words: string];
}

async function begins(world: World, at: Date, { owner, days, carriedOut, ...plan }: Plan) {
	const { head, departmentId } = world.centre;
	const today = businessDay(at, world.zone);
	const { actionId } = done(
		await beginImprovement(world.as(head.actor, at), {
			...{ ...plan, departmentId, rubricKey: 'report', rootCause: null },
			ownerStaffNo: owner.staffNo,
			dueDay: addDays(today, days),
			baselineFrom: addDays(today, -BASELINE_DAYS),
			fromDay: addDays(today, 1)
		})
	);
	if (carriedOut)
		later(world, new Date(at.getTime() + carriedOut[0] * DAY), async (_, when) => {
			const step = { actionId, step: 'done' as const, words: carriedOut[1] };
			done(await takeActionStep(world.as(owner.actor, when), step));
		});
	return actionId;
}

async function readsBackTelephones(world: World, at: Date) {
	const actionId = await begins(world, at, {
		owner: leadsOf(world)[1]!,
		teamId: null,
		itemKey: 'read-back-telephone',
		title: '来电号码逐位核对',
		words: '工单界面加“已核对电话”提示；各班组班前会用真实录音对比练习，四周后看不合格率。',
		targetPermille: 40,
		days: 10,
		carriedOut: [6.8, '提示已上线，三个班组各练习两次。']
	});
	later(world, new Date(at.getTime() + 27 * DAY), (_, when) => judges(world, when, actionId));
}

async function saysWhoAnswers(world: World, at: Date) {
	await begins(world, at, {
		owner: leadsOf(world)[0]!,
		teamId: null,
		itemKey: 'identity',
		title: '开场白统一报公司和工号',
		words: '每个工位贴开场白卡片；班前会抽两人演示；两周后看不合格率。',
		targetPermille: 100,
		days: 6,
		carriedOut: [3.9, '卡片已贴到每个工位，班前会演示三次。']
	});
}

async function readsBackProblems(world: World, at: Date) {
	await begins(world, at, {
		owner: leadsOf(world)[0]!,
		teamId: leadsOf(world)[0]!.teamId,
		itemKey: 'read-back-problem',
		title: '先跟读故障再派单',
		words: '把常见故障的标准说法列成对照表发到班组；每天抽一条录音在交接班时点评。',
		targetPermille: 50,
		days: 12
	});
}

/** By the rate that the page shows. */
async function judges(world: World, at: Date, actionId: string) {
	const as = world.as(world.centre.head.actor, at);
	const page = await actionPageData(as, actionId);
	const after = page?.effect.after?.permille ?? null;
	if (!page || after === null) return;
	const reached = after <= page.action.targetPermille;
	const words = reached
		? '不合格率已降到目标以下，做法写入班组作业规范。'
		: '不合格率没有降到目标，提示容易被跳过，下一步改为必填并重新定措施。';
	const step = reached ? ('effective' as const) : ('not-effective' as const);
	done(await takeActionStep(as, { actionId, step, words }));
}
