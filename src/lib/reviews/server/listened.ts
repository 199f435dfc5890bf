/** What a person heard of a recording and the time it took, as far as the play log bears it out. */
import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { heardBy, playableRecording } from '#lib/recordings/server/playable.ts';
import { plays } from '#lib/recordings/server/schema.ts';
import { together, type Range } from '#lib/recordings/speech.ts';
import { LISTEN_PERCENT } from '#lib/sampling/plan.ts';
import { totalLength } from '#lib/shared/duration.ts';
import { believedHeard, believedSpent, coveredPermille } from '../listened.ts';
import type { Hearing } from '../submission.ts';
import type { Task } from './task.ts';

/** What there is to hear in a recording, and how much of it the plan of the task asks for. */
export async function toHear(
	read: Reader,
	recordingId: string,
	task: Pick<Task, 'listenPercent'> | undefined
): Promise<Hearing> {
	const { durationMs = 0, voiced = [] } = (await playableRecording({ read }, recordingId)) ?? {};
	const minimum = task?.listenPercent ?? LISTEN_PERCENT;
	return { durationMs, speech: together(voiced, 1), minimum };
}

interface Claim {
	userId: string;
	recording: { id: string; durationMs: number };
	heard: readonly Range[];
	spentMs: number;
	/** First save of a draft; the first sound counts too. */
	startedAt?: Date | undefined;
	now: Date;
}

export async function listenedBy(read: Reader, claim: Claim) {
	const { userId, recording, startedAt, now } = claim;
	const logged = await heardBy({ read }, recording.id, userId);
	const heard = believedHeard(claim.heard, logged, recording.durationMs);
	const firstPlay = await firstPlayOf(read, recording.id, userId);
	const begun = [startedAt, firstPlay]
		.filter((at) => at !== undefined)
		.sort((a, b) => a.getTime() - b.getTime());
	return {
		heard,
		heardMs: totalLength(heard),
		coveredPermille: coveredPermille(heard, recording.durationMs),
		spentMs: believedSpent(claim.spentMs, begun[0], now)
	};
}

async function firstPlayOf(read: Reader, recordingId: string, userId: string) {
	const [row] = await read
		.select({ openedAt: plays.openedAt })
		.from(plays)
		.where(and(eq(plays.recordingId, recordingId), eq(plays.userId, userId)))
		.orderBy(asc(plays.openedAt), asc(plays.id))
		.limit(1);
	return row?.openedAt;
}
