/** The sheet of an agent's month: figures, ledger, talk and signature, as it is signed. */
import { standingLines } from '#lib/ledger/server/queries.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { placeInMonth } from './place.ts';
import { sheetFigures } from './sheet-figures.ts';
import { signaturesOf } from './signatures.ts';
import { talksOf } from './talks.ts';

/** Undefined when unknown or out of reach. */
export async function sheetPage(context: Context, month: BusinessMonth, agentId: string) {
	const { db, actor, zone } = context;
	const placed = await placeInMonth(db.read, { month, zone, agentId });
	if (!placed || can(actor, 'assessment.read', placed) !== 'allowed') return undefined;
	const { figures, sha256, closed } = await sheetFigures(db.read, { month, zone, agentId });
	const of = { month, agentIds: [agentId] };
	const lines = await standingLines(db.read, of);
	const signatures = await signaturesOf(db.read, of);
	return {
		month,
		agent: { id: agentId, name: placed.name, staffNo: placed.staffNo, team: placed.team },
		figures,
		sha256,
		closed: closed ?? null,
		lines: lines
			.filter(({ state }) => state !== 'cancelled')
			.map(
				({ lineKey, kind, state, callStartedAt, code, itemKey, amountFen, pointsTenths, nth }) => ({
					...{ lineKey, kind, state, callStartedAt, code, itemKey, amountFen, pointsTenths, nth }
				})
			),
		talks: await talksOf(db.read, of),
		signatures,
		/** The newest word was given to other figures than these. */
		outdated: signatures[0] !== undefined && signatures[0].figuresSha256 !== sha256,
		mayTalk: can(actor, 'month-talk.note', placed) === 'allowed',
		maySign: actor.id === agentId && can(actor, 'month.sign', placed) === 'allowed'
	};
}
