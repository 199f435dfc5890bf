/** The agent signs the figures of a month, or objects to them; what was signed is tied to what was shown. */
import { and, desc, eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { headsOf } from '#lib/people/server/role-holders.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { monthText, type BusinessMonth } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { FEWEST_REASON, isReason } from '#lib/shared/reason.ts';
import { placeInMonth } from './place.ts';
import { monthSignatures } from './schema.ts';
import { sheetFigures } from './sheet-figures.ts';

type SignRefusal =
	'not-found' | 'not-allowed' | 'words-missing' | 'figures-changed' | 'already-signed';

interface Signature {
	agentId: string;
	month: BusinessMonth;
	outcome: 'signed' | 'objected';
	/** Asked for with an objection. */
	words: string;
	/** SHA-256 of the figures that were shown; others are refused. */
	figures: string;
}

/** Signs or objects, once for the same figures; an objection may be signed afterwards. */
export function signMonth(
	context: Context,
	{ agentId, month, outcome, words, figures }: Signature
): Promise<Decision<undefined, SignRefusal>> {
	const { db, actor, now, zone } = context;
	return db.tx(async (tx): Promise<Decision<undefined, SignRefusal>> => {
		const placed = await placeInMonth(tx, { month, zone, agentId });
		if (!placed || can(actor, 'assessment.read', placed) !== 'allowed') return refuse('not-found');
		if (actor.id !== agentId || can(actor, 'month.sign', placed) !== 'allowed')
			return refuse('not-allowed');
		if (outcome === 'objected' && !isReason(words))
			return refuse('words-missing', { characters: FEWEST_REASON });
		const { sha256, lockId } = await sheetFigures(tx, { month, zone, agentId });
		if (sha256 !== figures) return refuse('figures-changed');
		const last = (await signaturesOf(tx, { month, agentIds: [agentId] }))[0];
		if (last?.figuresSha256 === sha256 && last.signed === (outcome === 'signed'))
			return refuse('already-signed', { at: last.at.toISOString() });
		const id = newId(now);
		await tx.insert(monthSignatures).values({
			id,
			agentId,
			businessMonth: month,
			figuresSha256: sha256,
			lockId,
			signed: outcome === 'signed',
			words,
			at: now
		});
		await appendAudit(
			{ tx, actor, now },
			{
				kind: outcome === 'signed' ? 'month.signed' : 'month.objected',
				subject: `user:${agentId}`,
				...(words && { reason: words }),
				facts: { month, signature: id, figuresSha256: sha256 }
			}
		);
		if (outcome === 'objected' && placed.departmentId)
			await notify(tx, now, {
				kind: 'month-objected',
				to: await headsOf(tx, placed.departmentId, now),
				path: `/assessments/${monthText(month)}/${agentId}/sheet`,
				once: id
			});
		return accept(undefined);
	});
}

/** What these agents said to their figures of a month, the newest first. */
export const signaturesOf = (
	read: Reader,
	{ month, agentIds }: { month: BusinessMonth; agentIds: readonly string[] }
) =>
	read
		.select({
			id: monthSignatures.id,
			agentId: monthSignatures.agentId,
			signed: monthSignatures.signed,
			words: monthSignatures.words,
			figuresSha256: monthSignatures.figuresSha256,
			at: monthSignatures.at
		})
		.from(monthSignatures)
		.where(
			and(eq(monthSignatures.businessMonth, month), isAmong(monthSignatures.agentId, agentIds))
		)
		.orderBy(desc(monthSignatures.at), desc(monthSignatures.id));
