/** What became of one file in one import. */
import type { Probe } from '#lib/recordings/server/analyser.ts';
import type { AttributedAgent } from '../agent-attribution.ts';
import type { CallFacts } from '../call-record.ts';
import type { Issue, ItemState } from '../issues.ts';
import type { SeenFile } from './walk.ts';

/** `new` and `same` are both `ready`: imported now (or changed since, as a new revision), and there before. */
export type OutcomeState = 'new' | 'same' | Exclude<ItemState, 'ready'>;

export interface Outcome {
	file: SeenFile;
	state: OutcomeState;
	issues: Issue[];
	/** True for a file that was known and not even opened. */
	unchanged?: true;
	recordingId?: string;
	sha256?: string;
	facts?: OutcomeFacts;
}

/** What is known of a recording, as the command line prints it. */
export interface OutcomeFacts
	extends
		Partial<
			Pick<
				Probe,
				| 'container'
				| 'codec'
				| 'sampleRate'
				| 'channels'
				| 'durationMs'
				| 'bytes'
				| 'verdict'
				| 'reason'
			>
		>,
		Partial<
			Pick<
				CallFacts,
				| 'sourceKey'
				| 'direction'
				| 'kind'
				| 'queue'
				| 'timeBasis'
				| 'timePrecisionMs'
				| 'utcOffsetMin'
				| 'attributes'
			>
		> {
	key?: string;
	revision?: number;
	/** ISO 8601 in UTC. */
	startedAt?: string;
	agent?: AttributedAgent | null;
	endpoint?: string | null;
	customerMasked?: string | null;
	channelMap?: { channel: number; side: string; basis: string }[];
}

export const outcome = (
	file: SeenFile,
	state: OutcomeState,
	issues: Issue[],
	more: Omit<Outcome, 'file' | 'state' | 'issues'> = {}
): Outcome => ({
	file,
	state,
	issues,
	...more
});

/** Waiting when every reason is time, held when one of them needs a person. */
export const waitingOrHeld = (
	file: SeenFile,
	issues: Issue[],
	more?: Omit<Outcome, 'file' | 'state' | 'issues'>
): Outcome =>
	outcome(
		file,
		issues.some(({ severity }) => severity === 'hold') ? 'held' : 'settling',
		issues,
		more
	);
