/** What becomes of a case: served, acknowledged, answered, put right, checked, closed or escalated. */
import { appendAudit } from '#lib/audit/server/append.ts';
import type { EntryKind } from '#lib/audit/entry.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { mayNow } from '#lib/people/server/acting.ts';
import type { Context } from '#lib/people/server/context.ts';
import { headsOf } from '#lib/people/server/role-holders.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { cleanText } from '#lib/shared/words.ts';
import type { CaseInput } from '../case-forms.ts';
import {
	decideOpening,
	decideStep,
	isOfPerson,
	type OpeningRefusal,
	type StepRefusal
} from '../case.ts';
import type { CaseStep } from '../measure.ts';
import { postCaseLines } from './case-lines.ts';
import { standingCase, type StandingCase } from './case-rows.ts';
import { addCase } from './open-case.ts';
import { caseStepRows } from './schema.ts';

type Denied = 'not-found' | 'not-allowed';

/** Takes a step: those of the person by the person alone, the others by a head who is not the person. */
export function takeCaseStep(
	context: Context,
	{ caseId, step, words: typed }: { caseId: string; step: CaseStep; words: string }
): Promise<Decision<undefined, Denied | StepRefusal>> {
	return context.db.tx(async (tx): Promise<Decision<undefined, Denied | StepRefusal>> => {
		const found = await reachable(tx, context, { caseId, step });
		if (!found.ok) return found;
		const words = cleanText(typed);
		const decision = decideStep(found.value.state, step, words);
		if (decision.ok && step !== 'escalated')
			await addStep(tx, context, found.value, { step, words });
		return decision;
	});
}

/** Opens a further case, with more measures, that takes the place of this one. */
export function escalateCase(
	context: Context,
	{ caseId, ...input }: Omit<CaseInput, 'staffNo' | 'grounds'> & { caseId: string }
): Promise<Decision<{ caseId: string }, Denied | StepRefusal | OpeningRefusal>> {
	type Outcome = Decision<{ caseId: string }, Denied | StepRefusal | OpeningRefusal>;
	const { db, now, zone } = context;
	return db.tx(async (tx): Promise<Outcome> => {
		const found = await reachable(tx, context, { caseId, step: 'escalated' });
		if (!found.ok) return found;
		const old = found.value;
		const step = { step: 'escalated' as const, words: input.facts };
		const taken = decideStep(old.state, step.step, step.words);
		if (!taken.ok) return taken;
		const today = businessDay(now, zone);
		const decision = decideOpening(input, { today, before: old.measures });
		if (!decision.ok) return decision;
		await addStep(tx, context, old, step);
		const { grounds } = old;
		const further = { ...input, grounds, about: old, escalatedFrom: old.id };
		return accept({ caseId: await addCase(tx, context, further) });
	});
}

async function reachable(
	read: Reader,
	context: Context,
	{ caseId, step }: { caseId: string; step: CaseStep }
): Promise<Decision<StandingCase, Denied>> {
	const found = await standingCase(read, caseId);
	if (!found) return refuse('not-found');
	const seen = await mayNow(read, context, 'case.read', found);
	if (!seen.ok) return seen;
	const action = isOfPerson(step) ? 'case.answer' : 'case.handle';
	const who = await mayNow(read, context, action, found);
	if (!who.ok) return refuse('not-allowed');
	// Whoever reaches the case by a role alone does not answer for the person.
	if (isOfPerson(step) && who.value.id !== found.personId) return refuse('not-allowed');
	return accept(found);
}

const entryKinds: Record<CaseStep, EntryKind> = {
	served: 'case.served',
	acknowledged: 'case.acknowledged',
	statement: 'case.stated',
	rectified: 'case.rectified',
	checked: 'case.checked',
	closed: 'case.closed',
	escalated: 'case.escalated'
};
const ofMoney: readonly CaseStep[] = ['served', 'escalated'];

async function addStep(
	tx: Writer,
	context: Context,
	found: StandingCase,
	{ step, words }: { step: CaseStep; words: string }
) {
	const { actor, now, zone } = context;
	const seq = (found.steps.at(-1)?.seq ?? 0) + 1;
	await tx
		.insert(caseStepRows)
		.values({ caseId: found.id, seq, step, words, by: actor.id, at: now });
	await appendAudit(
		{ tx, actor, now },
		{
			...{ kind: entryKinds[step], subject: `case:${found.id}`, facts: { seq } },
			...(words && { reason: words })
		}
	);
	if (ofMoney.includes(step)) await postCaseLines({ tx, actor, now, zone }, found, words);
	await tell(tx, context, found, step);
}

/** The person hears of what heads do, the heads and whoever opened the case of what the person answers. */
async function tell(tx: Writer, { actor, now }: Context, found: StandingCase, step: CaseStep) {
	const path = `/cases/${found.id}`;
	if (step === 'served') await notify(tx, now, { kind: 'case-served', to: [found.personId], path });
	if (step === 'closed') await notify(tx, now, { kind: 'case-closed', to: [found.personId], path });
	if (step !== 'statement' && step !== 'rectified') return;
	const heads = found.departmentId ? await headsOf(tx, found.departmentId, now) : [];
	const to = [found.by, ...heads].filter((userId) => userId !== actor.id);
	await notify(tx, now, { kind: 'case-answered', to, path });
}
