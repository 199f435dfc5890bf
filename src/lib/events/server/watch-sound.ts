import { systemActor } from '#lib/people/role.ts';
import type { Clock } from '#lib/platform/server/clock.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import type { BlobStore } from '#lib/platform/server/files/store.ts';
import type { Logger } from '#lib/platform/server/logger.ts';
import type { Audible } from '#lib/recordings/server/playable.ts';
import { storedFault } from '#lib/recordings/server/stored-fault.ts';
import { incidentKindOf, type StoredFault } from '#lib/recordings/sound-fault.ts';
import { reportFound } from './incidents.ts';

interface Watch {
	store: BlobStore;
	db: Db;
	now: Clock;
	logger: Logger;
	zone: string;
}

/** Looks at the stored bytes of a recording that is being opened, and reports what is wrong with them. Never rejects: nobody waits for it. */
export async function watchSound(
	{ store, db, now, logger, zone }: Watch,
	recording: Audible
): Promise<StoredFault | undefined> {
	try {
		const fault = await storedFault(store, recording);
		if (!fault) return undefined;
		logger.warn('recording.stored-fault', { recordingId: recording.id, fault });
		const context = { db, actor: systemActor('scheduler'), now: now(), zone };
		await reportFound(context, { recordingId: recording.id, kind: incidentKindOf[fault] });
		return fault;
	} catch (error) {
		logger.error('recording.not-looked-at', { recordingId: recording.id, error });
		return undefined;
	}
}
