/** What heads and leads do with recordings and numbers that are not for everybody: holds, a restriction, numbers read whole. */
import { eq } from 'drizzle-orm';
import { placeHold } from '#lib/custody/server/holds.ts';
import { askInCustody, decideInCustody } from '#lib/custody/server/joint-acts.ts';
import { setPrivacyDuty } from '#lib/custody/server/privacy-duty.ts';
import { standingHolds } from '#lib/custody/server/schema.ts';
import { systemActor } from '#lib/people/role.ts';
import { openJointRequests } from '#lib/people/server/joint.ts';
import { unmaskNumber } from '#lib/recordings/server/unmask.ts';
import { assignments } from '#lib/sampling/server/schema.ts';
import { arrivals, firstLead } from './arrivals.ts';
import type { Imported } from './imports.ts';
import { deputyHead } from './names.ts';
import { hire, type Person } from './people.ts';
import { proving } from './proofs.ts';
import { done } from './refused.ts';
import type { World } from './world.ts';

const DAY_MS = 86_400_000;

const secondHead = ({ centre }: World): Person | undefined =>
	centre.people.find(({ staffNo }) => staffNo === deputyHead.staffNo);

/** A complaint about a promise that was not kept. */
export async function holds(world: World, at: Date) {
	const complained = ({ call, file }: Imported) =>
		call.direction === 'inbound' &&
		at.getTime() - call.at.getTime() > DAY_MS &&
		!!world.scripts.get(file.name)?.lines.some(({ fault }) => fault === 'invalid-promise');
	const [found] = arrivals(world, complained);
	if (!found) return;
	const reason = '客户投诉承诺当天上门未兑现，已转法务处理，结案前保留录音。';
	const as = world.as(world.centre.head.actor, at);
	done(await placeHold(as, { recordingId: found.recordingId, reason }));
}

export async function secondHeadComes(world: World, at: Date) {
	const { centre, tx } = world;
	const scribe = { tx, actor: systemActor('set-up'), now: at };
	const hired = { ...deputyHead, index: -1, teamId: null };
	centre.people.push(await hire(scribe, hired, centre.departmentId));
	const admin = centre.people.find(({ role }) => role === 'administrator')!;
	done(await setPrivacyDuty(world.as(admin.actor, at), centre.head.id, true));
}

/** The head asks for a call that nobody was to check. */
export async function asksToRestrict(world: World, at: Date) {
	const { head } = world.centre;
	if (!secondHead(world)) return;
	const enquiry = ({ call }: Imported) => call.kind === 'other' && call.direction === 'inbound';
	for (const { recordingId } of arrivals(world, enquiry)) {
		const drawn = eq(assignments.recordingId, recordingId);
		if ((await world.tx.$count(assignments, drawn)) > 0) continue;
		const wish = {
			kind: 'restriction' as const,
			recordingId,
			reference: 'GR-2026-017',
			reason: '客户依个人信息保护法要求停止使用其通话录音，核实期间先行限制。'
		};
		const as = world.as(head.actor, at);
		done(await proving(world, head, at, (proof) => askInCustody(as, { ...wish, proof })));
		return;
	}
}

export async function confirmsRestriction(world: World, at: Date) {
	const second = secondHead(world);
	const [asked] = await openJointRequests(world.tx);
	if (!second || !asked) return;
	const order = { requestId: asked.id, outcome: 'confirmed' as const, reason: '' };
	const as = world.as(second.actor, at);
	done(await proving(world, second, at, (proof) => decideInCustody(as, { ...order, proof })));
}

/** Waits for the first head. */
export async function asksToRelease(world: World, at: Date) {
	const second = secondHead(world);
	const [hold] = await world.tx.select().from(standingHolds);
	if (!second || !hold) return;
	const wish = {
		kind: 'hold-release' as const,
		...hold,
		reason: '客户已签收和解协议，投诉结案，不再需要保留。'
	};
	const as = world.as(second.actor, at);
	done(await proving(world, second, at, (proof) => askInCustody(as, { ...wish, proof })));
}

async function readsNumber(
	world: World,
	person: Person,
	{ at, reason }: { at: Date; reason: string }
) {
	const reported = ({ call }: Imported) => call.kind === 'report' && call.direction === 'inbound';
	for (const { recordingId, agent } of arrivals(world, reported)) {
		if (person.teamId && agent.teamId !== person.teamId) continue;
		done(await unmaskNumber(world.as(person.actor, at), { recordingId, reason }));
		return;
	}
}

export const leadReadsNumber = (world: World, at: Date) =>
	readsNumber(world, firstLead(world), { at, reason: '工单地址与录音不符，回拨客户核对。' });
export const headReadsNumber = (world: World, at: Date) =>
	readsNumber(world, world.centre.head, { at, reason: '核对来电与投诉电话是否为同一客户。' });
