/** Opening a closed month again: one head asks with a reason, another confirms, both prove who they are. */
import { eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { proveAgain, type JointAnswer, type Proof } from '#lib/auth/server/step-up.ts';
import type { StepUpRefusal } from '#lib/auth/step-up.ts';
import type { LedgerScribe } from '#lib/ledger/server/post.ts';
import { frozenMonths, monthUnlocks } from '#lib/ledger/server/schema.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { JointRefusal } from '#lib/people/joint.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { askJointly, decideJointly, jointRequest } from '#lib/people/server/joint.ts';
import { headsOf } from '#lib/people/server/role-holders.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { postReviewLines } from '#lib/reviews/server/month-lines.ts';
import { monthText } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { FEWEST_REASON, isReason } from '#lib/shared/reason.ts';
import { cleanWords } from '#lib/shared/words.ts';
import { standingLock, type DepartmentMonth } from './locks.ts';

type Denied = 'not-found' | 'not-allowed' | 'reason-missing' | StepUpRefusal;
type AskUnlockRefusal = Denied | 'not-closed' | 'already-asked';

/** Asks another head to open the month again. */
export async function askUnlock(
	context: Context,
	{ reason, proof, ...of }: DepartmentMonth & { reason: string; proof: Proof }
): Promise<Decision<{ requestId: string }, AskUnlockRefusal>> {
	const { db, actor, now } = context;
	const right = rightToUnlock(context, of);
	if (!right.ok) return right;
	const words = cleanWords(reason);
	if (!isReason(words)) return refuse('reason-missing', { characters: FEWEST_REASON });
	if (!(await standingLock(db.read, of))) return refuse('not-closed');
	const proved = await proveAgain(context, proof);
	if (!proved.ok) return proved;
	return db.tx(async (tx): Promise<Decision<{ requestId: string }, AskUnlockRefusal>> => {
		const lock = await standingLock(tx, of);
		if (!lock) return refuse('not-closed');
		const asked = await askJointly(
			{ tx, actor, now },
			{
				kind: 'month-unlock',
				subject: `month-lock:${lock.id}`,
				facts: { ...of, lockId: lock.id },
				reason: words
			}
		);
		if (!asked.ok) return asked;
		const heads = await headsOf(tx, of.departmentId, now);
		await notify(tx, now, {
			kind: 'joint-requested',
			to: heads.filter((head) => head !== actor.id),
			path: pageOf(of),
			once: asked.value.id
		});
		return accept({ requestId: asked.value.id });
	});
}

type DecideUnlockRefusal = Denied | 'not-closed' | JointRefusal;

/** Confirms, refuses or takes back. Confirmed, the month takes entries again, and what was made good elsewhere is taken back. */
export async function decideUnlock(
	context: Context,
	{ requestId, outcome, reason, proof }: JointAnswer
): Promise<Decision<undefined, DecideUnlockRefusal>> {
	const { db, actor, now } = context;
	const asked = await unlockRequest(db.read, requestId);
	const right = asked ? rightToUnlock(context, asked) : refuse('not-found' as const);
	if (!asked || !right.ok) return right.ok ? refuse('not-found') : right;
	const words = cleanWords(reason);
	if (outcome === 'refused' && !isReason(words))
		return refuse('reason-missing', { characters: FEWEST_REASON });
	if (outcome === 'confirmed') {
		const proved = await proveAgain(context, proof);
		if (!proved.ok) return proved;
	}
	return db.tx(async (tx): Promise<Decision<undefined, DecideUnlockRefusal>> => {
		const lock = await standingLock(tx, asked);
		if (outcome === 'confirmed' && lock?.id !== asked.lockId) return refuse('not-closed');
		const scribe = { tx, actor, now };
		const decided = await decideJointly(scribe, { requestId, outcome, reason: words });
		if (!decided.ok) return decided;
		if (outcome === 'confirmed')
			await open({ ...scribe, zone: context.zone }, asked, decided.value);
		if (decided.value.requestedBy !== actor.id)
			await notify(tx, now, {
				kind: 'joint-decided',
				to: [decided.value.requestedBy],
				path: pageOf(asked)
			});
		return accept(undefined);
	});
}

interface Asked extends DepartmentMonth {
	lockId: string;
}

async function open(
	scribe: LedgerScribe,
	{ lockId, month, departmentId }: Asked,
	{ id, reason }: { id: string; reason: string }
) {
	const { tx, actor, now } = scribe;
	const row = { lockId, reason, at: now, by: actor.id, jointRequestId: id };
	await tx.insert(monthUnlocks).values(row);
	await appendAudit(scribe, {
		kind: 'month.opened',
		subject: `month-lock:${lockId}`,
		reason,
		facts: { month, departmentId, request: id }
	});
	const frozen = await tx
		.select({ agentId: frozenMonths.agentId })
		.from(frozenMonths)
		.where(eq(frozenMonths.lockId, lockId));
	for (const { agentId } of frozen)
		await postReviewLines(scribe, { agentId, businessMonth: month }, { cause: 'after-close' });
}

const pageOf = ({ month }: DepartmentMonth) => `/assessments/${monthText(month)}/close`;

async function unlockRequest(read: Reader, requestId: string): Promise<Asked | undefined> {
	const found = await jointRequest(read, requestId);
	return found?.request.kind === 'month-unlock'
		? (found.request.facts as unknown as Asked)
		: undefined;
}

function rightToUnlock({ actor }: Context, { departmentId }: DepartmentMonth) {
	const placed = { agentId: null, teamId: null, departmentId };
	if (can(actor, 'assessment.read', placed) !== 'allowed') return refuse('not-found' as const);
	if (can(actor, 'month.unlock', placed) !== 'allowed') return refuse('not-allowed' as const);
	return accept(undefined);
}
