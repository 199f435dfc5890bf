/** What the dispute desk shows beside a dispute, or by itself: the list with its deadlines. */
import { scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { allTeams } from '#lib/people/server/teams.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import { disputeSearch, parseDisputeFilter } from '../dispute-filter.ts';
import { disputePage } from './dispute-list.ts';
import type { DisputeRow } from './dispute-rows.ts';
import { closings, disputeSettings } from './dispute-settings.ts';
import { rubricItems } from './rubric-items.ts';

export async function disputeDesk(context: Context, params: URLSearchParams) {
	const { db, now, zone } = context;
	const filter = parseDisputeFilter(params);
	const after = parseCursor(params.get('before'));
	const { rows, next } = await disputePage(context, { filter, after });
	const { rulingDays } = await disputeSettings(db.read, now);
	const since = rows.at(-1)?.raisedAt ?? now;
	const closing = await closings(db.read, { since, now, zone });
	const items = await rubricItems(
		db.read,
		rows.map(({ rubricVersionId }) => rubricVersionId)
	);
	const search = disputeSearch(filter);
	const lineOf = (row: DisputeRow) => {
		const dueAt = closing(row.raisedAt, rulingDays);
		const { id, agent, staffNo, team, raisedAt, instance, state, reviewer, itemKey } = row;
		return {
			...{ id, agent, staffNo, team, raisedAt, instance, state, reviewer, itemKey },
			itemText: items.get(row.rubricVersionId)?.get(itemKey) ?? null,
			...{ dueAt, leftMs: dueAt.getTime() - now.getTime() }
		};
	};
	return {
		rows: rows.map(lineOf),
		typed: Object.fromEntries(search),
		search: search.toString(),
		teams: await teamsOfDisputes(context),
		...pageLinks('/disputes', search, { after, next })
	};
}

/** The teams by which the reader may narrow: those whose disputes they reach. */
export async function teamsOfDisputes({
	db,
	actor
}: Context): Promise<{ id: string; name: string }[]> {
	const scope = scopeOf(actor, 'dispute.read');
	const seen = ({ id, departmentId }: { id: string; departmentId: string }) =>
		scope.all || scope.teamIds.includes(id) || scope.departmentIds.includes(departmentId);
	return (await allTeams(db.read)).filter(seen).map(({ id, name }) => ({ id, name }));
}
