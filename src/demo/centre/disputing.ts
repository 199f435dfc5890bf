/** Agents contest what was found of a call; the reviewer answers, the head rules. */
import { raiseDisputes } from '#lib/reviews/server/dispute-raise.ts';
import { replyToDispute } from '#lib/reviews/server/dispute-answers.ts';
import { ruleDispute } from '#lib/reviews/server/dispute-rule.ts';
import { disputes } from '#lib/reviews/server/dispute-schema.ts';
import { flawlessAnswer } from '#lib/rubric/answer.ts';
import { itemsOf } from '#lib/rubric/form.ts';
import { later, type DatedDeed } from './apart.ts';
import { SIGNS_IN } from './names.ts';
import type { Person } from './people.ts';
import { pinned } from './pinned.ts';
import type { World } from './world.ts';

const HOUR = 3_600_000;

/** What an agent says to each finding. */
const reasons: Record<string, string> = {
	identity: '开场时报了工号，只是语速快了一些，请调大话务员声道再听一遍。',
	'read-back-problem': '客户说完我重复了“家里暖气不热”，声音被客户盖住了，请再听这一段。',
	'read-back-address': '地址我复述到了楼栋和门牌，客户当时应了一声，请从这里再听。',
	'read-back-name': '我称呼了客户的姓，客户没有更正，我认为已经核对过姓名。',
	'read-back-telephone': '客户报完号码后我逐位重复了一遍，客户说“对”，请再听一次。',
	thanks: '结束前说了“感谢您的来电”，客户同时在说话，两边声音叠在一起。',
	goodbye: '我说了“再见”，客户先挂断，录音里只剩半句。'
};

type Fate = 'open' | 'answered' | 'upheld' | 'changed';

const replies: Partial<Record<Fate, string>> = {
	answered: '已复听两遍，这一段听不清话务员说的内容，我维持原评定，请部长裁定。',
	changed: '调大声道后确实能听到，我同意按话务员的意见更正。'
};

const rulings = {
	upheld: {
		reason: '逐句复听，没有听到话务员说出该项内容，维持原评定。',
		coaching: '放慢语速，等客户说完再复述，让客户听得清。'
	},
	changed: {
		reason: '调大话务员声道后可以听清，该项已经做到，采纳话务员的意见。',
		coaching: '声音再响亮一些，避免和客户同时说话。'
	}
};

/** Begun so many days before the last one, with what has become of them by its end. */
export const disputing: DatedDeed[] = (
	[
		[9, 'changed'],
		[6, 'upheld'],
		[3, 'answered'],
		[1, 'open']
	] as const
).map(([back, fate]) => ({
	back,
	hour: 15,
	minute: 10,
	deed: (world, at) => contests(world, at, fate)
}));

/** Of a spot check that its agent has had time to acknowledge, rather of the first team; the one who signs in keeps theirs open. */
async function contests(world: World, at: Date, fate: Fate) {
	const before = new Set(
		(await world.tx.select({ agentId: disputes.agentId }).from(disputes)).map((row) => row.agentId)
	);
	const { agents, leads } = world.centre;
	const found = await pinned(world, {
		kind: 'finding',
		from: new Date(at.getTime() - 120 * HOUR),
		to: new Date(at.getTime() - 27 * HOUR),
		items: Object.keys(reasons),
		reviewerIds: [...leads.values()].map(({ id }) => id)
	});
	const own = agents[SIGNS_IN]!;
	const rank = ({ agentId }: { agentId: string }) => {
		if (agentId === own.id) return fate === 'open' ? 0 : 3;
		return agents.find(({ id }) => id === agentId)!.teamId === own.teamId ? 1 : 2;
	};
	const chosen = found
		.filter(({ agentId }) => !before.has(agentId))
		.sort((a, b) => rank(a) - rank(b));
	for (const { reviewId, recordingId, agentId, reviewerId, ...passage } of chosen) {
		const itemKey = passage.itemKey!;
		const { form } = world.rubricOf(world.imported.get(recordingId)!.call.kind);
		const item = itemsOf(form).find(({ key }) => key === itemKey);
		if (!item) continue;
		const agent = agents.find(({ id }) => id === agentId)!;
		const claim = { itemKey, reason: reasons[itemKey]!, atMs: passage.fromMs };
		const claims = [{ ...claim, proposed: flawlessAnswer(item) }];
		const raised = await raiseDisputes(world.as(agent.actor, at), { reviewId, claims });
		if (!raised.ok) continue;
		const reviewer = [...leads.values()].find(({ id }) => id === reviewerId)!;
		follow(world, { disputeId: raised.value.disputeIds[0]!, reviewer, fate, at });
		return;
	}
}

interface Raised {
	disputeId: string;
	reviewer: Person;
	fate: Fate;
	at: Date;
}

/** The reviewer answers the next morning, the head rules in the afternoon. */
function follow(world: World, { disputeId, reviewer, fate, at }: Raised) {
	const words = replies[fate];
	if (words)
		later(world, new Date(at.getTime() + 19 * HOUR), async (_, when) => {
			await replyToDispute(world.as(reviewer.actor, when), { disputeId, words });
		});
	if (fate !== 'upheld' && fate !== 'changed') return;
	const ruling = { outcome: fate, answer: undefined, ...rulings[fate] };
	later(world, new Date(at.getTime() + 25 * HOUR), async (_, when) => {
		await ruleDispute(world.as(world.centre.head.actor, when), { disputeId, ...ruling });
	});
}
