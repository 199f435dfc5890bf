/** Changes of recorder incidents: reported by people or found by the program, followed up by technicians. */
import { appendAudit } from '#lib/audit/server/append.ts';
import { cleanWords, realCharacters } from '#lib/shared/words.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { can, may } from '#lib/people/permissions.ts';
import { isSystem } from '#lib/people/role.ts';
import type { Context } from '#lib/people/server/context.ts';
import { holdersOf, leadsOfMember } from '#lib/people/server/role-holders.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { audible } from '#lib/recordings/server/playable.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import {
	decideStep,
	FEWEST_CHARACTERS,
	incidentState,
	needsWords,
	type IncidentKind,
	type IncidentStep,
	type StepRefusal
} from '../recorder-incident.ts';
import { incidentById, incidentsOf } from './queries.ts';
import { recorderIncidents, recorderIncidentSteps } from './schema.ts';

export interface ReportIncident {
	kind: IncidentKind;
	/** Null for a fault of the recorder as a whole. */
	recordingId: string | null;
	/** Name of a source; a recording's own is taken instead. */
	source?: string;
	words: string;
}

type ReportRefusal = 'not-found' | 'not-allowed' | 'words-missing';

/** `joined`: the recording had an open incident of this kind, to which the report is a note now. */
export interface Reported {
	incidentId: string;
	joined: boolean;
}

/** Reports a fault, of a recording that the reporter may list or of the recorder as a whole. */
export function reportIncident(
	context: Context,
	{ kind, recordingId, source = '', words: typed }: ReportIncident
): Promise<Decision<Reported, ReportRefusal>> {
	const { db, actor, now } = context;
	return db.tx(async (tx): Promise<Decision<Reported, ReportRefusal>> => {
		const recording =
			recordingId === null ? null : await audible({ db: { read: tx }, actor, now }, recordingId);
		if (
			recording === undefined ||
			(recording && can(actor, 'recording.list', recording) === 'hidden')
		)
			return refuse('not-found');
		if (!may(actor, 'incident.report') || isSystem(actor)) return refuse('not-allowed');
		const words = cleanWords(typed);
		if (needsWords(kind, recordingId) && realCharacters(words) < FEWEST_CHARACTERS)
			return refuse('words-missing', { characters: FEWEST_CHARACTERS });

		const before = recording ? await incidentsOf(tx, recording.id, kind) : [];
		const open = before.find(({ closedAt }) => closedAt === null);
		if (open) {
			await addStep(tx, context, { incidentId: open.id, step: 'note', words });
			return accept({ incidentId: open.id, joined: true });
		}
		const fault = { kind, recording, source: cleanWords(source) || null, words };
		return accept({ incidentId: await addIncident(tx, context, fault), joined: false });
	});
}

/**
 * Reports what the program itself noticed of a recording: once per recording and kind, whoever
 * reported it before and whether that is closed. Undefined when there was one.
 */
export function reportFound(
	context: Context,
	{ recordingId, kind }: { recordingId: string; kind: IncidentKind }
): Promise<string | undefined> {
	const { db, actor, now } = context;
	return db.tx(async (tx) => {
		const recording = await audible({ db: { read: tx }, actor, now }, recordingId);
		if (!recording || (await incidentsOf(tx, recordingId, kind)).length > 0) return undefined;
		return addIncident(tx, context, { kind, recording, source: null, words: '' });
	});
}

interface Fault {
	kind: IncidentKind;
	recording: { id: string; source: string; departmentId: string | null } | null;
	source: string | null;
	words: string;
}

/** Writes the incident and tells the technicians, and the leads of an agent who reported it. */
async function addIncident(
	tx: Writer,
	{ actor, now }: Context,
	{ kind, recording, source, words }: Fault
): Promise<string> {
	const id = newId(now);
	const reportedBy = isSystem(actor) ? null : actor.id;
	const row = {
		id,
		kind,
		recordingId: recording?.id ?? null,
		source: recording?.source ?? source,
		departmentId: recording?.departmentId ?? null,
		words,
		reportedBy,
		at: now
	};
	await tx.insert(recorderIncidents).values(row);
	const facts = { kind, recordingId: row.recordingId, source: row.source };
	await appendAudit(
		{ tx, actor, now },
		{ kind: 'incident.reported', subject: `incident:${id}`, facts }
	);
	const leads = reportedBy ? await leadsOfMember(tx, reportedBy, now) : [];
	const to = [...(await holdersOf(tx, 'technician', now)), ...leads];
	await notify(tx, now, {
		kind: 'incident-reported',
		to: to.filter((userId) => userId !== reportedBy),
		path: `/incidents/${id}`,
		once: `incident:${id}`
	});
	return id;
}

/** Acknowledges, notes or closes; by technicians. */
export function takeStep(
	context: Context,
	{ incidentId, step, words: typed }: { incidentId: string; step: IncidentStep; words: string }
): Promise<Decision<undefined, 'not-found' | 'not-allowed' | StepRefusal>> {
	const { db, actor } = context;
	type Outcome = Decision<undefined, 'not-found' | 'not-allowed' | StepRefusal>;
	return db.tx(async (tx): Promise<Outcome> => {
		const incident = await incidentById(tx, context, incidentId);
		if (!incident) return refuse('not-found');
		if (!may(actor, 'incident.handle') || isSystem(actor)) return refuse('not-allowed');
		const words = cleanWords(typed);
		const state = incidentState(incident.steps.map((taken) => taken.step));
		const decision = decideStep(state, step, realCharacters(words));
		if (decision.ok) await addStep(tx, context, { incidentId, step, words });
		return decision;
	});
}

const entryKinds = {
	acknowledged: 'incident.acknowledged',
	note: 'incident.noted',
	closed: 'incident.closed'
} as const satisfies Record<IncidentStep, string>;

async function addStep(
	tx: Writer,
	{ actor, now }: Context,
	taken: { incidentId: string; step: IncidentStep; words: string }
) {
	await tx
		.insert(recorderIncidentSteps)
		.values({ id: newId(now), ...taken, by: actor.id, at: now });
	await appendAudit(
		{ tx, actor, now },
		{ kind: entryKinds[taken.step], subject: `incident:${taken.incidentId}` }
	);
}
