/** What the form of a new coaching task begins with: from a review's finding, or empty. */
import { scopeOf, inScope } from '#lib/people/permissions.ts';
import { personPlaced } from '#lib/people/server/acting.ts';
import type { Context } from '#lib/people/server/context.ts';
import { reviewForReader } from '#lib/reviews/server/queries.ts';
import { sightOf } from '#lib/reviews/server/sight.ts';
import { addDays, businessDay } from '#lib/shared/calendar.ts';
import { findingClips, libraryOffers } from './clips.ts';
import { itemNames } from './item-names.ts';
import { reviewedPlace } from './tasks.ts';

const USUAL_DAYS = 7;

/** Undefined when there is no such review for the actor, or not to give tasks from. */
export async function newTask(
	context: Context,
	{ reviewId, itemKey }: { reviewId: string | null; itemKey: string | null }
) {
	const { db, actor, now, zone } = context;
	const items = await itemNames(db.read);
	const dueDay = addDays(businessDay(now, zone), USUAL_DAYS);
	const begin = { items, dueDay, agent: null, item: null, clips: [], library: [] };
	if (reviewId === null) return begin;
	const review = await reviewForReader(db.read, actor, reviewId);
	const reviewed = review && (await reviewedPlace(db.read, reviewId));
	if (!review || !reviewed || !inScope(scopeOf(actor, 'coaching.assign'), reviewed.place))
		return undefined;
	// What others found is not told before the own judgement of the call is in.
	if ((await sightOf(db.read, context, review.recordingId)).reviewsHidden) return undefined;
	const agent = await personPlaced(db.read, { userId: review.agentId }, now);
	const item = itemKey && items[`${reviewed.rubricKey}:${itemKey}`] ? itemKey : null;
	return {
		...begin,
		agent: agent ? { name: agent.name, staffNo: agent.staffNo } : null,
		item: item ? `${reviewed.rubricKey}:${item}` : null,
		clips: item ? await findingClips(db.read, { reviewId, itemKey: item }) : [],
		library: item ? await libraryOffers(db.read, item) : []
	};
}
