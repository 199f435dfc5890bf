/** Agents on duty hear calls of their own of the day before. */
import { appendAudit } from '#lib/audit/server/append.ts';
import { openPlay, reportPlay } from '#lib/recordings/server/plays.ts';
import { selfChecks } from '#lib/reviews/server/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { businessDay, monthOfDay, atTime, type BusinessDay } from '#lib/shared/calendar.ts';
import type { Imported } from './imports.ts';
import { findingOf, meritWords } from './findings.ts';
import { done } from './reviewing.ts';
import type { World } from './world.ts';

/** Plans, on `day`, the hearing of what was recorded the day before. */
export function checkOwnCalls(world: World, day: BusinessDay, yesterdays: Imported[]) {
	const { random, zone } = world;
	for (const agent of world.centre.agents) {
		const own = yesterdays.filter(
			({ call, file }) => call.agent === agent.index && file.facts.verdict === 'ok'
		);
		if (own.length === 0 || !random.chance(0.8)) continue;
		const at = atTime(day, 8 + random.below(11), random.below(60), zone);
		selfCheck(world, random.pick(own), at);
	}
}

function selfCheck(world: World, { recordingId, call, file }: Imported, start: Date) {
	const agent = world.centre.agents[call.agent!]!;
	const { durationMs } = file.facts;
	const end = new Date(start.getTime() + durationMs + 15_000);
	const found = whatWasHeard(world, { call, file });
	world.timeline.add(start, async () => {
		const { playId } = done(await openPlay(world.as(agent.actor, start), recordingId));
		world.timeline.add(end, async () => {
			const as = world.as(agent.actor, end);
			const report = { ranges: [[0, durationMs] as [number, number]], closing: true };
			done(await reportPlay(as, { playId, recordingId, report }));
			const id = newId(end);
			await world.tx.insert(selfChecks).values({
				id,
				recordingId,
				agentId: agent.id,
				...found,
				businessMonth: monthOfDay(businessDay(call.at, world.zone)),
				at: end,
				heardMs: durationMs
			});
			await appendAudit(
				{ tx: world.tx, actor: agent.actor, now: end },
				{
					kind: 'self-check.submitted',
					subject: `recording:${recordingId}`,
					facts: { selfCheck: id, result: found.result }
				}
			);
		});
	});
}

/** Most who went wrong say so; some pass it as clean. */
function whatWasHeard({ random }: World, { call, file }: Pick<Imported, 'call' | 'file'>) {
	const fault = file.passages.find((passage) => passage.fault);
	if (fault?.fault && random.chance(0.75))
		return {
			result: 'problem' as const,
			atMs: fault.fromMs,
			note: findingOf(call.kind, fault.fault).words
		};
	const praise = file.passages.find(({ merit }) => merit === 'praised');
	if (praise)
		return { result: 'highlight' as const, atMs: praise.fromMs, note: meritWords.praised };
	return { result: 'clean' as const, atMs: null, note: '' };
}
