import type { Context } from '#lib/people/server/context.ts';
import { disputeSearch, type DisputeFilter } from '../dispute-filter.ts';
import { disputeFigures, figuresBy } from '../dispute-statistics.ts';
import { matching } from './dispute-list.ts';
import { disputeRows } from './dispute-rows.ts';
import { rubricItems } from './rubric-items.ts';

/** So many disputes are counted, the oldest first; a centre has some thousand a year. */
const MOST_COUNTED = 20_000;

/** The figures of what the reader sees, of a month and team when they are named. */
export async function disputeStatistics(
	context: Context,
	{ month, team }: Pick<DisputeFilter, 'month' | 'team'>
) {
	const { read } = context.db;
	const where = await matching(context, { month, team });
	const rows = await disputeRows(read, { where, limit: MOST_COUNTED });
	const items = await rubricItems(
		read,
		rows.map(({ rubricVersionId }) => rubricVersionId)
	);
	const texts = new Map(
		rows.map((row) => [row.itemKey, items.get(row.rubricVersionId)?.get(row.itemKey) ?? null])
	);
	const reviewers = new Map(rows.map((row) => [row.reviewerId, row.reviewer]));
	return {
		search: disputeSearch({ month, team }).toString(),
		all: disputeFigures(rows),
		byItem: figuresBy(rows, ({ itemKey }) => itemKey).map((line) => ({
			...line,
			text: texts.get(line.key) ?? null
		})),
		byReviewer: figuresBy(rows, ({ reviewerId }) => reviewerId).map((line) => ({
			...line,
			name: reviewers.get(line.key)!
		}))
	};
}
