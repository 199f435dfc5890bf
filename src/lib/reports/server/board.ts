/** The team board: agents by rubric items, with what their month comes to. */
import type { AgentMonth } from '#lib/assessments/month.ts';
import { monthTable } from '#lib/assessments/server/assess-page.ts';
import { inScope, isEmptyScope, scopeOf, type Scope } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { teamsInScope } from '#lib/recordings/server/library-people.ts';
import type { ItemRate } from '#lib/reviews/item-rates.ts';
import { itemRates } from '#lib/reviews/server/item-rates.ts';
import { itemsOf, type FormText } from '#lib/rubric/form.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';
import { boardPeriod, type BoardFilter } from '../board-filter.ts';
import type { Observed } from '../band.ts';

/** Whom the reader may see by name beside one another; undefined for nobody. */
export function boardScope({ actor }: Pick<Context, 'actor'>): Scope | undefined {
	const scope = { ...scopeOf(actor, 'board.read'), agentId: null };
	return isEmptyScope(scope) ? undefined : scope;
}

interface BoardRow {
	agentId: string;
	staffNo: string;
	name: string;
	/** Null for somebody who is assessed elsewhere in this month. */
	month: AgentMonth | null;
	/** By item key. */
	cells: Record<string, Observed>;
}

export async function boardPage(context: Context, scope: Scope, filter: BoardFilter) {
	const { read } = context.db;
	const teams = await teamsInScope(read, scope);
	const team = teams.find(({ id }) => id === filter.team);
	const within: Scope = team
		? { all: false, departmentIds: [], teamIds: [team.id], agentId: null }
		: scope;
	const versions = await publishedRubrics(read);
	const { version, ...rest } = filter;
	const asked = versions.find((one) => one.key === filter.rubric && one.version === version);
	const rates = await itemRates(read, {
		...boardPeriod(filter),
		...{ scope: within, groupBy: 'item-agent' },
		...(asked && { rubricKey: asked.key, version: asked.version })
	});
	const rubrics = [...new Map(versions.map((one) => [one.key, one])).values()].map(({ key }) => {
		const { form } = versions.find((one) => one.key === key)!;
		return { key, title: form.title };
	});
	const rubric = rubrics.find(({ key }) => key === filter.rubric)?.key ?? mostUsed(rates);
	const shown = rates.filter(({ rubricKey }) => rubricKey === rubric);
	const table = await monthTable(context, filter.month);
	const agents = table.agents.filter((agent) => inScope(within, agent));
	return {
		filter: { ...rest, ...(rubric && { rubric }), ...(asked && { version: asked.version }) },
		teams,
		rubrics,
		rubric,
		versions: versions
			.filter(({ key }) => key === rubric)
			.map(({ version, publishedAt }) => ({ version, publishedAt })),
		items: columnsOf(shown, versions),
		rows: await rowsOf(read, agents, shown),
		all: summed(shown)
	};
}

function mostUsed(rates: readonly ItemRate[]): string | undefined {
	const used = new Map<string, number>();
	for (const { rubricKey, n } of rates) used.set(rubricKey, (used.get(rubricKey) ?? 0) + n);
	return [...used].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Items that were answered, in the order of the newest version that has them. */
function columnsOf(
	rates: readonly ItemRate[],
	versions: Awaited<ReturnType<typeof publishedRubrics>>
): { key: string; text: FormText }[] {
	const answered = new Set(rates.map(({ itemKey }) => itemKey));
	const items = new Map<string, FormText>();
	for (const { key, form } of versions)
		if (key === rates[0]?.rubricKey)
			for (const item of itemsOf(form))
				if (answered.has(item.key) && !items.has(item.key)) items.set(item.key, item.text);
	return [...items].map(([key, text]) => ({ key, text }));
}

async function rowsOf(
	read: Reader,
	agents: readonly AgentMonth[],
	rates: readonly ItemRate[]
): Promise<BoardRow[]> {
	const cells = Map.groupBy(rates, ({ agentId }) => agentId!);
	const known = new Set(agents.map(({ agentId }) => agentId));
	const moved = await read
		.select({ agentId: users.id, staffNo: users.staffNo, name: users.name })
		.from(users)
		.where(
			isAmong(
				users.id,
				[...cells.keys()].filter((id) => isId(id) && !known.has(id))
			)
		)
		.orderBy(users.staffNo);
	return [
		...agents.map((month) => ({ ...personOf(month), month })),
		...moved.map((person) => ({ ...person, month: null }))
	].map((row) => ({ ...row, cells: summed(cells.get(row.agentId) ?? []) }));
}

const personOf = ({ agentId, staffNo, name }: AgentMonth) => ({ agentId, staffNo, name });

/** By item key. */
function summed(rates: readonly ItemRate[]): Record<string, Observed> {
	const cells: Record<string, Observed> = {};
	for (const { itemKey, n, failed } of rates) {
		const cell = (cells[itemKey] ??= { n: 0, failed: 0 });
		cell.n += n;
		cell.failed += failed;
	}
	return cells;
}
