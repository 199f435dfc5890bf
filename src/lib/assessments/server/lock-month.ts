/**
 * Closing a month for a department: every agent's figures are frozen with the versions they were
 * counted by, their hash goes into the chain, and the chain is signed. Of two at once the first closes.
 */
import { appendAudit, sha256Text } from '#lib/audit/server/append.ts';
import { signCheckpoint, type CheckpointContext } from '#lib/audit/server/checkpoints.ts';
import { proveAgain, type Proof } from '#lib/auth/server/step-up.ts';
import type { StepUpRefusal } from '#lib/auth/step-up.ts';
import { frozenMonths, monthLocks } from '#lib/ledger/server/schema.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId, newId } from '#lib/platform/server/ids.ts';
import { businessDay, monthOfDay, monthText } from '#lib/shared/calendar.ts';
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { figuresText } from '../figures.ts';
import { decideClose, type CloseRefusal } from '../month-close.ts';
import { assessMonth } from './assess.ts';
import { closeChecks } from './close-checks.ts';
import { editionsOf, standingLock, type DepartmentMonth } from './locks.ts';

type LockRefusal = 'not-found' | 'not-allowed' | CloseRefusal | StepUpRefusal;

type LockContext = Context & Pick<CheckpointContext, 'config'>;

export async function lockMonth(
	context: LockContext,
	{ proof, ...of }: DepartmentMonth & { proof: Proof }
): Promise<Decision<{ lockId: string }, LockRefusal>> {
	const { db, actor, now } = context;
	const right = rightToClose(context, of);
	if (!right.ok) return right;
	const seen = await closable(db.read, context, of);
	if (!seen.ok) return seen;
	const proved = await proveAgain(context, proof);
	if (!proved.ok) return proved;
	const locked = await db.tx(async (tx): Promise<Decision<{ lockId: string }, LockRefusal>> => {
		const fresh = await closable(tx, context, of);
		if (!fresh.ok) return fresh;
		const { assessment, lines } = fresh.value;
		const lockId = newId(now);
		const edition = (await editionsOf(tx, of)).length + 1;
		const figuresSha256 = sha256Text(canonicalJson(lines.map((line) => line.figuresSha256)));
		const penaltyTable = assessment.penaltyTable.version;
		const scheme = assessment.scheme.version;
		const { month, departmentId } = of;
		const row = { id: lockId, businessMonth: month, departmentId, edition, penaltyTable, scheme };
		await tx.insert(monthLocks).values({ ...row, figuresSha256, at: now, by: actor.id });
		await tx.insertMany(
			frozenMonths,
			lines.map((line) => ({ lockId, businessMonth: month, ...line }))
		);
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'month.closed',
				subject: `month-lock:${lockId}`,
				facts: { ...row, agents: lines.length, figuresSha256 }
			}
		);
		await notify(tx, now, {
			kind: 'month-closed',
			to: lines.map(({ agentId }) => agentId),
			path: `/assessments/${monthText(month)}`,
			once: lockId
		});
		return accept({ lockId });
	});
	if (locked.ok) await signCheckpoint(context, 'month-lock');
	return locked;
}

/** Not visible: another department's. */
function rightToClose({ actor }: Context, { departmentId }: DepartmentMonth) {
	const placed = { agentId: null, teamId: null, departmentId };
	if (!isId(departmentId) || can(actor, 'assessment.read', placed) !== 'allowed')
		return refuse('not-found' as const);
	if (can(actor, 'month.lock', placed) !== 'allowed') return refuse('not-allowed' as const);
	return accept(undefined);
}

/** Everybody's figures, when nothing stands in the way. */
async function closable(read: Reader, { now, zone }: Context, of: DepartmentMonth) {
	const { month, departmentId } = of;
	const assessment = await assessMonth(
		read,
		{ month, zone },
		(agent) => agent.departmentId === departmentId
	);
	const agentIds = assessment.agents.map(({ agentId }) => agentId);
	const decision = decideClose({
		month,
		current: monthOfDay(businessDay(now, zone)),
		closed: await standingLock(read, of),
		checks: await closeChecks(read, { ...of, agentIds })
	});
	if (!decision.ok) return decision;
	const lines = assessment.agents.map((agent) => {
		const figures = figuresText(agent);
		return { agentId: agent.agentId, figures, figuresSha256: sha256Text(figures) };
	});
	return accept({ assessment, lines });
}
