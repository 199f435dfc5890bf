/** Who may rule on disputes, worked out for many at once. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { inForce } from '#lib/people/server/in-force.ts';
import { accountLinks, disablements, roleGrants } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { decidersOf, type Deciders } from '../dispute-deciders.ts';
import { reviews } from './schema.ts';

/** What of a dispute tells who may rule on it. */
interface Contested {
	id: string;
	recordingId: string;
	reviewerId: string;
	kind: string;
	agentId: string;
	departmentId: string | null;
	/** Who ruled in the first instance, of a second. */
	firstRuledBy: string | null;
}

/** By the id of the dispute. Asked on fresh rows: whoever heads no department any more decides nothing. */
export async function decidersFor(
	read: Reader,
	contested: readonly Contested[],
	now: Date
): Promise<Map<string, Deciders>> {
	if (contested.length === 0) return new Map();
	const heads = await read
		.select({ userId: roleGrants.userId, departmentId: roleGrants.departmentId })
		.from(roleGrants)
		.leftJoin(disablements, eq(disablements.userId, roleGrants.userId))
		.where(
			and(
				eq(roleGrants.role, 'department-head'),
				inForce(roleGrants, now),
				isNull(disablements.userId)
			)
		)
		.orderBy(asc(roleGrants.userId));
	const links = await read
		.select({ userId: accountLinks.userId, personId: accountLinks.personId })
		.from(accountLinks);
	const persons = new Map(links.map(({ userId, personId }) => [userId, personId]));
	const authors = await authorsOf(read, contested);
	return new Map(
		contested.map((one) => [
			one.id,
			decidersOf({
				departmentId: one.departmentId,
				heads,
				excluded: [
					...(authors.get(chainKey(one)) ?? []),
					...[one.reviewerId, one.agentId],
					...(one.firstRuledBy ? [one.firstRuledBy] : [])
				],
				personOf: (userId) => persons.get(userId) ?? userId
			})
		])
	);
}

/** Who made revisions of each review. Carrying out a ruling on another item makes nobody an author. */
async function authorsOf(read: Reader, contested: readonly Contested[]) {
	const rows = await read
		.select({
			recordingId: reviews.recordingId,
			reviewerId: reviews.reviewerId,
			kind: reviews.kind,
			revisedBy: reviews.revisedBy,
			cause: reviews.revisionCause
		})
		.from(reviews)
		.where(inArray(reviews.recordingId, [...new Set(contested.map((one) => one.recordingId))]));
	const authors = new Map<string, string[]>();
	for (const row of rows) {
		if (row.revisedBy === null || row.cause === 'ruling') continue;
		const key = chainKey(row);
		authors.set(key, [...(authors.get(key) ?? []), row.revisedBy]);
	}
	return authors;
}

const chainKey = (chain: { recordingId: string; reviewerId: string; kind: string }) =>
	`${chain.recordingId} ${chain.reviewerId} ${chain.kind}`;
