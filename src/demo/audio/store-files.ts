/** Measures each made file and takes it, its peaks and its playback copy into the store. */
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { channelSides } from '#lib/ingest/channel-sides.ts';
import type { BlobStore } from '#lib/platform/server/files/store.ts';
import type { NewRecording } from '#lib/recordings/server/recordings.ts';
import type { Runtime } from '../../runtime.ts';
import type { MadeFile } from './forms.ts';
import type { Passage } from './mix.ts';

/** The columns of a recording that come from its file alone. */
type FileFacts = Omit<NewRecording, 'key' | 'fileName' | 'agentId' | 'agentMethod' | 'endpoint'>;

export interface StoredFile {
	name: string;
	extension: string;
	passages: Passage[];
	facts: FileFacts;
}

/** Files measured at a time; the analyser has a child process for each core. */
const AT_ONCE = 4;

export async function storeFiles(
	{ store, analyser }: Pick<Runtime, 'store' | 'analyser'>,
	files: AsyncIterable<MadeFile>
): Promise<Map<string, StoredFile>> {
	const stored = new Map<string, StoredFile>();
	const folder = await store.workFolder();
	const running = new Set<Promise<void>>();
	try {
		for await (const file of files) {
			while (running.size >= AT_ONCE) await Promise.race(running);
			const work = storeOne({ store, analyser }, folder.path, file).then((one) => {
				stored.set(one.name, one);
				running.delete(work);
			});
			running.add(work);
			// A failure is met by the race above or by the wait below.
			work.catch(() => undefined);
		}
		await Promise.all(running);
	} finally {
		await folder.remove();
	}
	return stored;
}

async function storeOne(
	{ store, analyser }: Pick<Runtime, 'store' | 'analyser'>,
	folder: string,
	file: MadeFile
): Promise<StoredFile> {
	const at = path.join(folder, `${file.name}.${file.extension}`);
	await writeFile(at, file.bytes);
	const found = await analyser.analyse(at, { outDir: folder, name: path.basename(at) });
	const { sha256, bytes } = await store.put(createReadStream(at));
	const facts: FileFacts = {
		sha256,
		bytes,
		playbackSha256: await putMaybe(store, found.playbackPath),
		playbackType: found.playbackType,
		peaksSha256: await putMaybe(store, found.peaksPath),
		container: found.container,
		codec: found.codec,
		sampleRate: found.sampleRate,
		channels: found.channels,
		durationMs: found.durationMs,
		channelMap: channelSides(found.channels, 'agent-left'),
		verdict: found.verdict,
		verdictReason: found.reason,
		speech: found.speech,
		detector: found.detector,
		issues: found.issues
	};
	return { name: file.name, extension: file.extension, passages: file.passages, facts };
}

async function putMaybe(store: BlobStore, file: string | null): Promise<string | null> {
	if (!file) return null;
	return (await store.put(createReadStream(file))).sha256;
}
