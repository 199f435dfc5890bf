import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { resultOf } from '../result.ts';
import { checksOfRecording } from './checks.ts';
import { concealmentById } from './concealments.ts';
import { reviewContent } from './detail.ts';
import { soundFor } from './page-data.ts';
import { revisionsOf } from './revisions.ts';

/** Both sides of a possible concealment; undefined for an unknown one and for one out of reach. */
export async function concealmentPageData(context: Context, concealmentId: string) {
	const { db, actor } = context;
	const found = await concealmentById(context, concealmentId);
	if (!found) return undefined;
	const revisions = await revisionsOf(db.read, { ...found, kind: found.reviewKind });
	const newest = revisions.at(-1)!;
	const { form } = (await rubricVersion(db.read, found.rubricVersionId))!;
	const content = await reviewContent(db.read, newest.id, { withPrivate: true });
	const { findings } = resultOf(form, content.answers);
	const recording = { ...found, id: found.recordingId };
	const checks = await checksOfRecording(db.read, actor, { recording, hidden: false });
	const author = revisions.some(({ byId }) => byId === actor.id) || found.reviewerId === actor.id;
	return {
		concealment: found,
		form,
		/** The review as it stands now. */
		review: { id: newest.id, at: newest.at, rawTenths: newest.rawTenths, outcome: newest.outcome },
		findings: findings.filter(({ item }) => found.itemKeys.includes(item.key)),
		passages: content.passages,
		check: checks.find(({ id }) => id === found.selfCheckId),
		...(await soundFor(context, found)),
		mayRule:
			found.state === 'waiting' && !author && can(actor, 'concealment.rule', found) === 'allowed'
	};
}
