/** The open requests of custody that wait for a second head. */
import { can } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import { actorById } from '#lib/people/server/actors.ts';
import type { Context } from '#lib/people/server/context.ts';
import { openJointRequests, type JointRequest } from '#lib/people/server/joint.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { areSamePerson } from '#lib/people/server/persons.ts';
import { headsOf } from '#lib/people/server/role-holders.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { existsFor } from '#lib/recordings/server/kept.ts';
import {
	actionOf,
	isCustodyJoint,
	type CustodyJointKind,
	type WaitingRequest
} from '../joint-kind.ts';
import { reachOf } from './reach.ts';
import type { RecordingSubject } from './subject.ts';

/** Heads who may confirm what another person asked for. */
export async function likelyConfirmers(
	read: Reader,
	now: Date,
	request: { kind: CustodyJointKind; requestedBy: string; recording: RecordingSubject }
): Promise<string[]> {
	const { recording, requestedBy, kind } = request;
	const found: string[] = [];
	const mayConfirm = async (head: Actor) =>
		can(head, actionOf(kind), recording) === 'allowed' &&
		(await existsFor(read, { actor: head, now }, recording.custody)) &&
		!(await areSamePerson(read, head.id, requestedBy));
	for (const id of recording.departmentId ? await headsOf(read, recording.departmentId, now) : []) {
		const head = await actorById(read, id, now);
		if (head && (await mayConfirm(head))) found.push(id);
	}
	return found;
}

/** What waits and the actor may see, the oldest first; of others' requests those that they may decide on. */
export async function waitingRequests(
	context: Pick<Context, 'db' | 'actor' | 'now'>
): Promise<WaitingRequest[]> {
	const { db, actor } = context;
	if (!actor.grants.some(({ role }) => role === 'department-head')) return [];
	const open = await openJointRequests(db.read);
	const names = await namesOf(
		db.read,
		open.map(({ requestedBy }) => requestedBy)
	);
	const waiting: WaitingRequest[] = [];
	for (const request of open) {
		const seen = await seenAs(context, request);
		if (seen) {
			const { id, at, requestedBy } = request;
			waiting.push({ ...seen, id, at, by: names[requestedBy] ?? '' });
		}
	}
	return waiting;
}

async function seenAs(
	{ db, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
	{ kind, facts, requestedBy }: JointRequest
) {
	if (!isCustodyJoint(kind)) return undefined;
	const { recordingId } = facts as { recordingId: string };
	const reach = await reachOf(db.read, { actor, now }, { recordingId, action: actionOf(kind) });
	return reach.ok ? { kind, mine: await areSamePerson(db.read, actor.id, requestedBy) } : undefined;
}
