/**
 * Every address about a call, its review, task, draw, concealment, deletion, month, calibration or
 * incident, asked by each role about
 * an own call, one of the team, of the department, of elsewhere: as the table of rights says. The
 * cells are made from the table and from what the routes are bound to.
 */
import { expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { can, hasRole, may, type PlacedAction, type PlainAction } from '#lib/people/permissions.ts';
import { placedActions } from '#lib/people/permission-table.ts';
import { roles, type Role } from '#lib/people/role.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { routePolicy } from '#src/route-policy.ts';
import { provenAt } from '../fixtures/custody.ts';
import { zone } from '../fixtures/example-centre.ts';
import { matrixCentre, relations, type Subjects } from '../fixtures/matrix-centre.ts';
import { matrixForms } from '../fixtures/matrix-forms.ts';
import { reviewedAt as now } from '../fixtures/reviews.ts';
import { testDatabase } from '../support/database.ts';
import {
	answerOf,
	emptyRuntime,
	eventOf,
	handlerOf,
	handlersUnder
} from '../support/route-call.ts';

/** The first part of an address, and what its id names. */
const prefixes: [string, keyof Omit<Subjects, 'place'>][] = [
	['/recordings/[id]', 'recording'],
	['/reviews/[id]', 'review'],
	['/concealments/[id]', 'concealment'],
	['/disputes/[id]', 'dispute'],
	['/sampling/assignments/[id]', 'assignment'],
	['/sampling/draws/[id]', 'draw'],
	['/custody/deletion-requests/[id]', 'deletion'],
	['/assessments/[month=month]/[agentId]', 'agentId'],
	['/calibrations/[id]', 'calibration'],
	['/incidents/[id]', 'incident']
];
/** Bound to what is the person's own, whoever reaches the call. */
const apart = [
	'/recordings/[id]/plays/[playId]',
	'/custody/deletion-requests/[id] ?/withdraw',
	// The author's alone.
	'/disputes/[id] ?/reply',
	// A line is named by a key of its own: ledger-pages.test.ts.
	'/assessments/[month=month]/[agentId]/lines/[line]'
];
/** Allowed by the table, and narrower by a rule of its own: what protects a call is not shown to who handled it. */
const narrower = ['/recordings/[id]/hold load own'];
const reading = (name: string) => ['load', 'GET', 'HEAD'].includes(name);
const cells = prefixes.flatMap(([prefix, subject]) =>
	handlersUnder(prefix)
		.filter(([route, name]) => !apart.includes(route) && !apart.includes(`${route} ${name}`))
		.map(([route, name]) => ({ route, name, subject }))
);
// What is written may change what is read: drafts close what would lead the judgement.
cells.sort((a, b) => Number(reading(b.name)) - Number(reading(a.name)));

const boundTo = (route: string, name: string) => [routePolicy[route]?.[name] ?? []].flat();

/** A calibration is its participants', its department's heads' and the auditors'; whoever handled a call of it knows nothing of it. */
function ofCalibration({ actor, call }: Asking, route: string, name: string): Expected {
	const { agentId, place } = call;
	const heads = actor.grants.some(({ departmentId }) => departmentId === place.departmentId);
	if (agentId === actor.id || (!heads && !hasRole(actor, 'auditor'))) return 'hidden';
	// Somebody's own draft: an empty one for everybody else.
	if (name === 'GET') return 'hidden';
	if (route !== '/calibrations/[id]') return 'forbidden';
	return name === 'load' || (name === '?/close' && heads) ? 'allowed' : 'forbidden';
}

/** Who looks after the recorder reads every incident, leads and heads those of recordings that they see, agents what they reported. */
function ofIncident({ actor, call }: Asking, name: string): Expected {
	const reads = may(actor, 'incident.read');
	const seen = verdictOf({ actor, call }, 'recording.list') === 'allowed';
	if (!reads || !(seen || may(actor, 'source.read'))) return 'hidden';
	return name === 'load' || may(actor, 'incident.handle') ? 'allowed' : 'forbidden';
}

/** What the table says of a handler, of the person's own for all as of an unknown one: unseen when its page is, else by whichever of its further actions allows it. */
function expectedOf(asking: Asking, route: string, name: string): Expected {
	if (route.startsWith('/calibrations/')) return ofCalibration(asking, route, name);
	if (route.startsWith('/incidents/')) return ofIncident(asking, name);
	const [first, ...rest] = boundTo(route, name);
	if (first === 'own') return 'hidden';
	// Where a call is seen its addresses are too; what stands under it is seen as its page is.
	const page = route.startsWith('/recordings/') ? undefined : boundTo(route, 'load')[0];
	if ([page, first].some((action) => action && verdictOf(asking, action) === 'hidden'))
		return 'hidden';
	const asked = rest.length > 0 ? rest : [first!];
	return asked.some((action) => verdictOf(asking, action) === 'allowed') ? 'allowed' : 'forbidden';
}
type Expected = 'hidden' | 'forbidden' | 'allowed';
type Centre = Awaited<ReturnType<typeof matrixCentre>>;
interface Asking {
	actor: Centre['people'][Role]['actor'];
	call: Subjects;
}

function verdictOf({ actor, call }: Asking, action: string): Expected {
	if (action in placedActions)
		return can(actor, action as PlacedAction, { agentId: call.agentId, ...call.place });
	return may(actor, action as PlainAction) ? 'allowed' : 'forbidden';
}

async function asked() {
	const centre = await matrixCentre(await testDatabase());
	const { db } = centre;
	const runtime = emptyRuntime(db, now);
	const handles = new Map<Role, string>();
	for (const role of roles) {
		const { handle } = await provenAt(db, centre.people[role], now);
		handles.set(role, handle);
	}
	/** The handler's answer about `id`, to a form as it should be or to an empty one. */
	const ask = async (
		role: Role,
		of: [string, string],
		id: string,
		{ filled, recordingId = id }: { filled: boolean; recordingId?: string }
	) => {
		const { actor } = centre.people[role];
		const locals = {
			db,
			actor,
			now,
			zone,
			runtime,
			sessionHandle: handles.get(role),
			locale: 'en'
		};
		const form = filled ? matrixForms(...of) : {};
		const params = { month: '2026-03', ...(/\[recordingId\]/.test(of[0]) && { recordingId }) };
		return answerOf(await handlerOf(...of), eventOf(locals, { of, id, params, form }));
	};
	return { ...centre, ask };
}

it(
	'each address answers each role and relation as the table says',
	{ timeout: 600_000 },
	async () => {
		const { db, ask, people, callOf } = await asked();
		const wrong: string[] = [];
		const allowed: (() => Promise<void>)[] = [];
		const before = await db.read.$count(auditEntries);
		let count = 0;
		for (const { route, name, subject } of cells)
			for (const role of roles) {
				const { actor } = people[role];
				const unknown = await ask(role, [route, name], newId(), { filled: true });
				for (const relation of relations) {
					const call = callOf(role)[relation];
					const expected = expectedOf({ actor, call }, route, name);
					const of = { recordingId: call.recording };
					const cell = `${route} ${name} ${role} ${relation}: ${expected}`;
					const said = (status: number) => void wrong.push(`${cell}, got ${status}`);
					count++;
					if (expected === 'allowed') {
						allowed.push(async () => {
							const { status } = await ask(role, [route, name], call[subject], {
								filled: false,
								...of
							});
							if (narrower.includes(`${route} ${name} ${relation}`)) expect(status).toBe(404);
							else if (status === 404 || (status >= 500 && status !== 503)) said(status);
						});
						continue;
					}
					const answer = await ask(role, [route, name], call[subject], { filled: true, ...of });
					const fits =
						expected === 'forbidden'
							? answer.status === 403
							: answer.status === unknown.status && answer.body === unknown.body;
					if (!fits) said(answer.status);
				}
			}
		expect(wrong).toEqual([]);
		expect(await db.read.$count(auditEntries)).toBe(before);
		for (const check of allowed) await check();
		expect(wrong).toEqual([]);
		expect(count).toBeGreaterThan(1100);
	}
);
