/** The sound of a passage of the library: cut out of the recording, so that no more of it leaves. */
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BlobStore } from '#lib/platform/server/files/store.ts';
import { rangeApplies, selectBytes } from '#lib/recordings/byte-range.ts';
import type { PlayReport } from '#lib/recordings/play.ts';
import type { Analyser } from '#lib/recordings/server/analyser.ts';
import { isChanged } from '#lib/recordings/server/changed-sound.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import type { Clip } from './library-list.ts';

/** Passages that stand ready: browsers ask for one in several parts. */
const READY = 16;

const ready = new Map<string, Promise<Buffer>>();

interface Pipeline {
	store: BlobStore;
	analyser: Analyser;
}

type Passage = Pick<Clip, 'recordingId' | 'fromMs' | 'toMs'>;

/** The passage as a WAV file; undefined when the stored bytes are not there, or are not what they were. Rights have been checked. */
export async function clipBytes(
	read: Reader,
	{ store, analyser }: Pipeline,
	{ recordingId, fromMs, toMs }: Passage
): Promise<Buffer | undefined> {
	const [row] = await read
		.select({ sha256: recordings.sha256, playbackSha256: recordings.playbackSha256 })
		.from(recordings)
		.where(eq(recordings.id, recordingId));
	const sha256 = row?.playbackSha256 ?? row?.sha256;
	const file = sha256 && store.localPath(sha256);
	const found = sha256 && (await store.stat(sha256));
	if (!file || !found || (await isChanged(store, sha256, found))) return undefined;
	const key = `${sha256}:${fromMs}:${toMs}`;
	const bytes = ready.get(key) ?? cut({ store, analyser }, file, { fromMs, toMs });
	ready.delete(key);
	ready.set(key, bytes);
	bytes.catch(() => ready.delete(key));
	const [oldest] = ready.keys();
	if (ready.size > READY && oldest) ready.delete(oldest);
	return bytes;
}

async function cut(
	{ store, analyser }: Pipeline,
	file: string,
	passage: { fromMs: number; toMs: number }
): Promise<Buffer> {
	const folder = await store.workFolder();
	try {
		const out = path.join(folder.path, 'passage.wav');
		await analyser.writePassage(file, { ...passage, out });
		return await readFile(out);
	} finally {
		await folder.remove();
	}
}

/** The answer to a request for the passage, whole or a range of it; `HEAD` has no body. */
export function clipResponse(clipId: string, bytes: Buffer, request: Request): Response {
	const headers = new Headers({
		'accept-ranges': 'bytes',
		'cache-control': 'private, no-store',
		'content-disposition': 'inline',
		'content-security-policy': "default-src 'none'; sandbox",
		'content-type': 'audio/wav',
		'cross-origin-resource-policy': 'same-origin',
		etag: `"${clipId}"`,
		'x-content-type-options': 'nosniff'
	});
	const head = request.method === 'HEAD';
	const applies = rangeApplies(request.headers.get('if-range'), headers.get('etag')!);
	const asked = head || !applies ? null : request.headers.get('range');
	const selection = selectBytes(asked, bytes.length);
	if (selection.kind === 'unsatisfiable') {
		headers.set('content-range', `bytes */${bytes.length}`);
		return new Response(null, { status: 416, headers });
	}
	const part = selection.kind === 'part';
	const { start, end } = part ? selection : { start: 0, end: bytes.length - 1 };
	if (part) headers.set('content-range', `bytes ${start}-${end}/${bytes.length}`);
	headers.set('content-length', String(end - start + 1));
	const body = head ? null : new Uint8Array(bytes.subarray(start, end + 1));
	return new Response(body, { status: part ? 206 : 200, headers });
}

/** What a player of the passage reports, as times of the recording; nothing outside the passage. */
export function reportInCall(report: PlayReport, { fromMs, toMs }: Passage): PlayReport {
	const ranges = report.ranges.map(([from, to]): [number, number] => [
		Math.min(fromMs + from, toMs),
		Math.min(fromMs + to, toMs)
	]);
	return { ...report, ranges };
}
