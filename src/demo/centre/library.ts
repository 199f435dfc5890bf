/** The listening library: passages proposed, consented to by their agents, taken in by the head. */
import { asc, eq } from 'drizzle-orm';
import { decideOnClip, giveConsent, proposeClip } from '#lib/coaching/server/library.ts';
import { callReports } from '#lib/reviews/server/report-schema.ts';
import { later, type DatedDeed } from './apart.ts';
import { meritWords } from './findings.ts';
import { SIGNS_IN } from './names.ts';
import type { Person } from './people.ts';
import { pinned } from './pinned.ts';
import type { World } from './world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Heard before what was marked, and after a second that an agent shared. */
const AROUND_MS = 8000;

export const library: DatedDeed[] = [
	{ back: 7, hour: 9, minute: 25, deed: takesShared },
	{ back: 6, hour: 11, minute: 5, deed: asksFor('consented') },
	{ back: 4, hour: 11, minute: 30, deed: asksFor('consented') },
	{ back: 1, hour: 11, minute: 40, deed: asksFor('asked') }
];

/** By what the reviewer noted: of a call-back, and of another call. */
const titles: Record<string, [callBack: string, other: string]> = {
	[meritWords.praised]: ['回访语气客气，客户称赞', '问得仔细，客户主动表扬'],
	[meritWords.patient]: ['没解决的问题当场再登记', '说清会尽快联系，不乱承诺'],
	[meritWords['standard-phrases']]: ['回访开场规范，先问是否方便', '开场问候完整、规范']
};

/** What an agent shared needs no further consent. */
async function takesShared(world: World, at: Date) {
	const { head } = world.centre;
	const shared = await world.tx
		.select({ recordingId: callReports.recordingId, atMs: callReports.atMs })
		.from(callReports)
		.where(eq(callReports.shared, true))
		.orderBy(asc(callReports.at), asc(callReports.id));
	for (const { recordingId, atMs } of shared) {
		const { durationMs } = world.imported.get(recordingId)!.file.facts;
		const proposed = await proposeClip(world.as(head.actor, at), {
			...{ recordingId, title: '逐项问清，复述到位', itemKey: null, consents: false },
			fromMs: Math.max(atMs - AROUND_MS, 0),
			toMs: Math.min(atMs + AROUND_MS, durationMs)
		});
		if (!proposed.ok) continue;
		accepts(world, { clipId: proposed.value.clipId, at });
		return;
	}
}

/** The newest highlight of a review of an agent who was not asked before, rather one of another sort; one of the agent who signs in waits for them. */
function asksFor(fate: 'consented' | 'asked') {
	return async (world: World, at: Date) => {
		const { centre, met } = world;
		const from = new Date(at.getTime() - 30 * DAY);
		const found = (await pinned(world, { kind: 'highlight', from, to: at }))
			.filter(({ agentId }) => !met.has(`clip ${agentId}`))
			.map((passage) => ({ ...passage, title: titleOf(world, passage) }));
		const another = found.filter(({ title }) => !met.has(`clip ${title}`));
		const { id } = centre.agents[SIGNS_IN]!;
		const own = found.filter(({ agentId }) => fate === 'asked' && agentId === id);
		for (const passage of [...own, ...another, ...found]) {
			const { agentId, recordingId, title, fromMs, toMs } = passage;
			const clip = { recordingId, title, itemKey: null, consents: false };
			const range = { fromMs: Math.max(fromMs - AROUND_MS, 0), toMs };
			const proposed = await proposeClip(world.as(centre.head.actor, at), { ...clip, ...range });
			if (!proposed.ok) continue;
			met.add(`clip ${agentId}`).add(`clip ${title}`);
			const { clipId } = proposed.value;
			const agent = centre.agents.find(({ id }) => id === agentId)!;
			if (fate === 'consented') consents(world, { clipId, agent, at });
			return;
		}
	};
}

const titleOf = (
	{ imported }: World,
	{ recordingId, note }: { recordingId: string; note: string }
) => titles[note]![imported.get(recordingId)!.call.kind === 'call-back' ? 0 : 1];

interface Proposed {
	clipId: string;
	at: Date;
}

/** The agent agrees after a few hours. */
function consents(world: World, { clipId, agent, at }: Proposed & { agent: Person }) {
	later(world, new Date(at.getTime() + 4 * HOUR), async (_, when) => {
		const agreed = await giveConsent(world.as(agent.actor, when), { clipId, consents: true });
		if (agreed.ok) accepts(world, { clipId, at: when });
	});
}

function accepts(world: World, { clipId, at }: Proposed) {
	later(world, new Date(at.getTime() + HOUR), async (_, when) => {
		const as = world.as(world.centre.head.actor, when);
		await decideOnClip(as, { clipId, accepted: true, reason: '' });
	});
}
