/** What the stored bytes of a recording say, measured by the pipeline that the importer uses. */
import { eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { unlessStorageFails } from '#lib/platform/server/files/blob-check.ts';
import type { BlobStore } from '#lib/platform/server/files/store.ts';
import type { Analyser } from '#lib/recordings/server/analyser.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { DETECTOR, lengthOf, together } from '#lib/recordings/speech.ts';
import type { EmptinessEvidence } from '../deletion.ts';

/** Where the bytes are, and what reads them. */
export interface Measuring {
	store: BlobStore;
	analyser: Analyser;
}

/** What must be known of a recording to measure its bytes again. */
interface StoredForm {
	sha256: string;
	container: string;
	codec: string;
	sampleRate: number;
	channels: number;
}

/** The form of a recording's stored bytes; undefined for an unknown id. */
export async function storedForm(
	read: Reader,
	recordingId: string
): Promise<StoredForm | undefined> {
	const { sha256, container, codec, sampleRate, channels } = recordings;
	const [form] = await read
		.select({ sha256, container, codec, sampleRate, channels })
		.from(recordings)
		.where(eq(recordings.id, recordingId));
	return form;
}

/**
 * Measures the original's bytes anew; takes as long as an import of the file. Bytes that are gone or
 * that the storage refuses are `unreadable` with the size 0 and no checksum: never empty.
 */
export async function measureStored(
	{ store, analyser }: Measuring,
	{ sha256, container, codec, sampleRate: rate, channels }: StoredForm
): Promise<EmptinessEvidence> {
	const path = store.localPath(sha256);
	const size = await unlessStorageFails(() => store.size(sha256));
	if (path === undefined || size === undefined) return unread;
	const raw = container === 'raw' ? { raw: { codec, rate, channels } } : {};
	const found = await unlessStorageFails(() => analyser.analyse(path, raw));
	if (!found) return unread;
	return {
		sha256: found.sha256,
		bytes: found.bytes,
		durationMs: found.durationMs,
		peakDbfs: found.speech.peakDbfs,
		speechMs: lengthOf(together(found.speech.voiced, 1)),
		verdict: found.verdict,
		verdictReason: found.reason,
		detector: found.detector
	};
}

const unread: EmptinessEvidence = {
	sha256: '',
	bytes: 0,
	durationMs: 0,
	peakDbfs: [],
	speechMs: 0,
	verdict: 'unreadable',
	verdictReason: null,
	detector: DETECTOR
};
