/** What the page of closing a month shows: a department's open items, its agents' figures, its editions. */
import { asc } from 'drizzle-orm';
import { openJointRequests } from '#lib/people/server/joint.ts';
import { areSamePerson } from '#lib/people/server/persons.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { departments } from '#lib/people/server/schema.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { businessDay, monthOfDay, type BusinessMonth } from '#lib/shared/calendar.ts';
import { decideClose } from '../month-close.ts';
import { assessMonth } from './assess.ts';
import { closeChecks } from './close-checks.ts';
import { editionsOf, standingLock } from './locks.ts';
import { openItems } from './open-items.ts';

/** Departments whose months the actor may read as a whole. */
async function departmentsSeen({ db, actor }: Context) {
	const rows = await db.read
		.select({ id: departments.id, name: departments.name })
		.from(departments)
		.orderBy(asc(departments.name));
	return rows.filter(
		({ id }) =>
			can(actor, 'board.read', { agentId: null, teamId: null, departmentId: id }) === 'allowed'
	);
}

/** Undefined where no department's month is the reader's to see; `department` as the address names it. */
export async function closePage(context: Context, month: BusinessMonth, department: string | null) {
	const { db, actor, now, zone } = context;
	const seen = await departmentsSeen(context);
	const chosen = seen.find(({ id }) => id === department) ?? seen[0];
	if (!chosen || (department !== null && chosen.id !== department)) return undefined;
	const of = { month, departmentId: chosen.id };
	const placed = { agentId: null, teamId: null, departmentId: chosen.id };
	const { agents, scheme, penaltyTable } = await assessMonth(
		db.read,
		{ month, zone },
		(agent) => agent.departmentId === chosen.id
	);
	const asked = { ...of, agentIds: agents.map(({ agentId }) => agentId) };
	const checks = await closeChecks(db.read, asked);
	const lock = await standingLock(db.read, of);
	const current = monthOfDay(businessDay(now, zone));
	const decision = decideClose({ month, current, closed: lock, checks });
	return {
		month,
		departments: seen,
		department: chosen,
		agents,
		versions: { scheme: scheme.version, penaltyTable: penaltyTable.version },
		checks,
		refusal: decision.ok ? null : decision.refusal,
		lock: lock ?? null,
		editions: await editionsOf(db.read, of),
		request: lock ? await openRequest(context, lock.id) : null,
		mayLock: can(actor, 'month.lock', placed) === 'allowed',
		mayUnlock: can(actor, 'month.unlock', placed) === 'allowed'
	};
}

async function openRequest({ db, actor }: Context, lockId: string) {
	const [request] = await openJointRequests(db.read, `month-lock:${lockId}`);
	if (!request) return null;
	const names = await namesOf(db.read, [request.requestedBy]);
	return {
		id: request.id,
		by: names[request.requestedBy] ?? '',
		at: request.at,
		reason: request.reason,
		mine: await areSamePerson(db.read, actor.id, request.requestedBy)
	};
}

/** The rows behind a number of the check-list, with names; undefined as for the page. */
export async function openItemsPage(
	context: Context,
	month: BusinessMonth,
	{ department, kind }: { department: string; kind: keyof typeof openItems }
) {
	const { db, zone } = context;
	const seen = await departmentsSeen(context);
	const chosen = seen.find(({ id }) => id === department);
	if (!chosen) return undefined;
	const { agents } = await assessMonth(
		db.read,
		{ month, zone },
		(agent) => agent.departmentId === chosen.id
	);
	const agentIds = agents.map(({ agentId }) => agentId);
	const items = await openItems[kind](db.read, { month, departmentId: chosen.id, agentIds });
	const names = await namesOf(db.read, [...new Set(items.map(({ personId }) => personId))]);
	return {
		month,
		kind,
		department: chosen,
		items: items.map((item) => ({ ...item, name: names[item.personId] ?? '' }))
	};
}
