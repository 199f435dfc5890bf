/** Bringing a recording back from quarantine. */
import type { Context } from '#lib/people/server/context.ts';
import { can } from '#lib/people/permissions.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { FEWEST_REASON, isReason } from '#lib/shared/reason.ts';
import { cleanWords } from '#lib/shared/words.ts';
import { deletionState } from '../deletion.ts';
import { takeStep } from './steps.ts';
import { requestSubject, whoMay } from './subject.ts';

type Standing = 'not-found' | 'not-allowed' | 'not-in-quarantine';
export type RestoreRefusal = Standing | 'reason-missing';

/** Restores a recording whose deletion was approved and which is not purged yet; by a head, with a reason. */
export function restoreFromQuarantine(
	context: Context,
	{ requestId, reason: typed }: { requestId: string; reason: string }
): Promise<Decision<undefined, RestoreRefusal>> {
	return context.db.tx(async (tx): Promise<Decision<undefined, RestoreRefusal>> => {
		const found = await restorable(tx, context, requestId);
		if (!found.ok) return found;
		const reason = cleanWords(typed);
		if (!isReason(reason)) return refuse('reason-missing', { characters: FEWEST_REASON });
		const { request, actor } = found.value;
		await takeStep({ tx, actor, now: context.now }, request, { step: 'restored', reason });
		return accept(undefined);
	});
}

/** The application, if the actor may restore its recording as things stand. Also asked by its page. */
export async function restorable(
	read: Reader,
	context: Pick<Context, 'actor' | 'now'>,
	requestId: string
) {
	const request = await requestSubject(read, requestId);
	if (!request || can(context.actor, 'custody.read', request.recording) !== 'allowed')
		return refuse<Standing>('not-found');
	const who = await whoMay(read, context, 'deletion.restore', request.recording);
	if (!who.ok) return who;
	if (deletionState(request.steps.map(({ step }) => step)) !== 'quarantine')
		return refuse<Standing>('not-in-quarantine');
	return accept({ request, actor: who.value });
}
