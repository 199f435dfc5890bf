import { asc, eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { itemsOf } from '#lib/rubric/form.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { MAX_WORDS } from '../calibration.ts';
import { calibrationRemarks } from './calibration-schema.ts';
import { calibrationFor, type CalibrationSight } from './calibration-session.ts';

interface NewRemark {
	calibrationId: string;
	/** The call it is about; null for all of them. */
	recordingId: string | null;
	/** The criterion it is about; null for the whole. */
	itemKey: string | null;
	words: string;
}

type RemarkRefusal =
	| 'not-found'
	| 'not-allowed'
	| 'calibration-blind'
	| 'calibration-closed'
	| 'words-missing'
	| 'no-such-item';

/** A participant, or whoever opened the session, says something; only once they see what the others say, and until it is closed. */
export function addRemark(
	context: Context,
	{ calibrationId, recordingId, itemKey, words }: NewRemark
): Promise<Decision<{ remarkId: string }, RemarkRefusal>> {
	const { db, actor, now } = context;
	return db.tx(async (tx) => {
		const sight = await calibrationFor(tx, context, calibrationId);
		if (!sight) return refuse('not-found');
		if (!sight.participates && !sight.opened) return refuse('not-allowed');
		if (sight.phase === 'closed') return refuse('calibration-closed');
		if (sight.blind) return refuse('calibration-blind');
		const said = words.trim();
		if (said === '' || said.length > MAX_WORDS || said.includes('\u0000'))
			return refuse('words-missing', { most: MAX_WORDS });
		if (!(await isSubject(tx, sight, { recordingId, itemKey }))) return refuse('no-such-item');

		const remarkId = newId(now);
		const about = { calibrationId, recordingId, itemKey };
		await tx
			.insert(calibrationRemarks)
			.values({ id: remarkId, ...about, userId: actor.id, words: said, at: now });
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'calibration.remarked',
				subject: `calibration:${calibrationId}`,
				facts: { remarkId, recordingId, itemKey }
			}
		);
		return accept({ remarkId });
	});
}

async function isSubject(
	read: Reader,
	{ session }: CalibrationSight,
	{ recordingId, itemKey }: Pick<NewRemark, 'recordingId' | 'itemKey'>
): Promise<boolean> {
	if (recordingId !== null && !session.calls.some((call) => call.recordingId === recordingId))
		return false;
	if (itemKey === null) return true;
	const rubric = await rubricVersion(read, session.rubricVersionId);
	return rubric !== undefined && itemsOf(rubric.form).some(({ key }) => key === itemKey);
}

/** So many remarks are shown of one session. */
const SHOWN = 500;

/** What was said, the oldest first; nothing for a blind reader. */
export async function remarksFor(read: Reader, { session, blind }: CalibrationSight) {
	if (blind) return [];
	return read
		.select({
			id: calibrationRemarks.id,
			recordingId: calibrationRemarks.recordingId,
			itemKey: calibrationRemarks.itemKey,
			by: users.name,
			words: calibrationRemarks.words,
			at: calibrationRemarks.at
		})
		.from(calibrationRemarks)
		.innerJoin(users, eq(users.id, calibrationRemarks.userId))
		.where(eq(calibrationRemarks.calibrationId, session.id))
		.orderBy(asc(calibrationRemarks.at), asc(calibrationRemarks.id))
		.limit(SHOWN);
}
