/** A head confirms severe items of a month: from then on they are charged by their place among the confirmed ones. */
import { inArray } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { confirmLines } from '#lib/ledger/server/post.ts';
import { isAfterLine } from '#lib/ledger/posting.ts';
import { agentsClosedIn, standingLines, type PlacedLine } from '#lib/ledger/server/queries.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { callsOpenTo } from '#lib/reviews/server/hidden-calls.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { decideConfirm, lineName, MOST_CONFIRMED, type ConfirmRefusal } from '../confirm.ts';

interface Confirming {
	month: BusinessMonth;
	lines: readonly { agentId: string; lineKey: string }[];
}

type Refusal = 'not-found' | 'not-allowed' | 'nothing-chosen' | 'too-many' | ConfirmRefusal;

/** All of them, or none: the first that may not be confirmed refuses the whole. */
export function confirmSevere(
	context: Context,
	{ month, lines }: Confirming
): Promise<Decision<{ confirmed: number }, Refusal>> {
	const { db, actor, now } = context;
	return db.tx(async (tx): Promise<Decision<{ confirmed: number }, Refusal>> => {
		if (lines.length === 0) return refuse('nothing-chosen');
		if (lines.length > MOST_CONFIRMED) return refuse('too-many', { most: MOST_CONFIRMED });
		const agentIds = [...new Set(lines.map(({ agentId }) => agentId))];
		if (!agentIds.every(isId)) return refuse('not-found');
		const standing = new Map(
			(await standingLines(tx, { month, agentIds })).map((line) => [lineName(line), line])
		);
		const found = lines.flatMap((line) => standing.get(lineName(line)) ?? []);
		if (found.length < lines.length || !found.every(isConfirmable)) return refuse('not-found');
		const places = await placesOf(tx, context, found);
		const closed = await agentsClosedIn(tx, month);
		for (const line of found) {
			const place = places.get(line.recordingId!);
			const verdict = place
				? can(actor, 'severe-item.confirm', { ...place, ...agentOf(line) })
				: 'hidden';
			if (verdict === 'hidden') return refuse('not-found');
			if (verdict === 'forbidden') return refuse('not-allowed');
			const decision = decideConfirm({ state: line.state, closed: closed.has(line.agentId) });
			if (!decision.ok) return decision;
		}

		for (const [agentId, some] of Map.groupBy(found, (line) => line.agentId)) {
			const keys = some.map(({ lineKey }) => lineKey);
			await appendAudit(
				{ tx, actor, now },
				{
					kind: 'severe-item.confirmed',
					subject: `ledger:${agentId}`,
					facts: { month, lines: keys }
				}
			);
			await confirmLines({ tx, ...context }, { agentId, businessMonth: month }, new Set(keys));
		}
		return accept({ confirmed: found.length });
	});
}

/** A severe item, or what waits to make one of a closed month good. */
const isConfirmable = (line: PlacedLine): boolean =>
	line.recordingId !== null && (line.kind === 'severe-item' || isAfterLine(line));

const agentOf = ({ agentId }: PlacedLine) => ({ agentId });

/** Where the calls stand, of those that exist for the actor and on which nothing of their own is open. */
async function placesOf(read: Reader, who: Context, lines: readonly PlacedLine[]) {
	const ids = [...new Set(lines.flatMap(({ recordingId }) => recordingId ?? []))];
	const open = await callsOpenTo(read, who, ids);
	const rows = await read
		.select({
			id: recordings.id,
			custody: recordings.custody,
			teamId: recordings.teamId,
			departmentId: recordings.departmentId
		})
		.from(recordings)
		.where(inArray(recordings.id, ids));
	return new Map(
		rows
			.filter(({ id, custody }) => custody !== 'restricted' && !open.has(id))
			.map(({ id, teamId, departmentId }) => [id, { teamId, departmentId }])
	);
}
