/** Brings the ledger of whole months up to date: of those from before there was one, or after another centre's rows came in. */
import { asc } from 'drizzle-orm';
import { postWorkloadOf } from '#lib/duty/server/workload.ts';
import { postMonths } from '#lib/ledger/server/post-months.ts';
import { ledgerEntries } from '#lib/ledger/server/schema.ts';
import type { Context } from '#lib/people/server/context.ts';
import { reviewLineKinds, reviewLines } from '#lib/reviews/month-lines.ts';
import { reviewFacts } from '#lib/reviews/server/month-lines.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';

/** What the ledger of a month took in. */
interface PostedMonth {
	month: BusinessMonth;
	agents: number;
	entries: number;
}

/** Posts what reviews and missed duties make of each agent's month; any number of times. Every month with reviews unless one is given. */
export async function postLedger(context: Context, month?: BusinessMonth): Promise<PostedMonth[]> {
	const { db } = context;
	const months = month === undefined ? await monthsWithReviews(context) : [month];
	const posted: PostedMonth[] = [];
	for (const one of months)
		posted.push(
			await db.tx(async (tx) => {
				const before = await tx.$count(ledgerEntries);
				const facts = await reviewFacts(tx, { month: one });
				const agents = new Map([...facts].map(([id, found]) => [id, reviewLines(found)]));
				const scribe = { tx, ...context };
				await postMonths(scribe, one, { kinds: reviewLineKinds, cause: 'found', agents });
				await postWorkloadOf(scribe, one);
				const entries = (await tx.$count(ledgerEntries)) - before;
				return { month: one, agents: agents.size, entries };
			})
		);
	return posted;
}

async function monthsWithReviews({ db }: Context): Promise<BusinessMonth[]> {
	const rows = await db.read
		.selectDistinct({ month: reviews.businessMonth })
		.from(reviews)
		.orderBy(asc(reviews.businessMonth));
	return rows.map(({ month }) => month);
}
