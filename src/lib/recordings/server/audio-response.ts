/** Answers of the audio endpoint (RFC 9110 §14). Who may ask has been decided before. */
import type { Readable } from 'node:stream';
import { capped, rangeApplies, selectBytes } from '#lib/recordings/byte-range.ts';
import { unlessStorageFails } from '#lib/platform/server/files/blob-check.ts';
import type { BlobStore } from '#lib/platform/server/files/store.ts';
import { isChanged } from './changed-sound.ts';
import type { Audible } from './playable.ts';

/** An open-ended range is answered in pieces of this size: rights are looked at again for each, and a pause holds no connection. */
const PIECE_BYTES = 2 * 1024 * 1024;

/** What a stream takes from a file at a time. */
const CHUNK_BYTES = 64 * 1024;

interface ByteRange {
	start: number;
	end: number;
}

interface AudioQuestion {
	store: BlobStore;
	recording: Audible;
	request: Request;
	/** Called with every chunk that went out. */
	onSent: (bytes: number) => void;
	/** Whether the right by which the answer began still stands. */
	still?: () => Promise<boolean>;
}

type Answer = Response | 'changed' | undefined;

/** The bytes asked for; undefined when the store does not have them or cannot read them, `changed` when they are known to be others than were taken in. `HEAD` has no body and ignores `Range`. */
export const audioResponse = (question: AudioQuestion): Promise<Answer> =>
	unlessStorageFails(() => answer(question));

async function answer(question: AudioQuestion): Promise<Answer> {
	const { store, recording, request } = question;
	const found = await store.stat(recording.audioSha256);
	if (!found) return undefined;
	if (await isChanged(store, recording.audioSha256, found)) return 'changed';

	const size = found.bytes;
	const headers = soundHeaders(recording);
	const asked = request.method === 'HEAD' ? null : request.headers.get('range');
	const applies = rangeApplies(request.headers.get('if-range'), headers.get('etag')!);
	const selection = capped(selectBytes(applies ? asked : null, size), PIECE_BYTES);
	if (selection.kind === 'unsatisfiable') {
		headers.set('content-range', `bytes */${size}`);
		return new Response(null, { status: 416, headers });
	}

	const part = selection.kind === 'part';
	const { start, end } = part ? selection : { start: 0, end: size - 1 };
	if (part) headers.set('content-range', `bytes ${start}-${end}/${size}`);
	headers.set('content-length', String(end - start + 1));
	const empty = request.method === 'HEAD' || size === 0;
	const body = empty ? null : await soundOf(question, { start, end });
	if (body === undefined) return undefined;
	return new Response(body, { status: part ? 206 : 200, headers });
}

/** What a stream would take from the file at once is read without one; undefined when the file is shorter than it was. */
async function soundOf({ store, recording, onSent, still }: AudioQuestion, range: ByteRange) {
	const bytes = range.end - range.start + 1;
	if (bytes > CHUNK_BYTES) {
		const source = await store.open(recording.audioSha256, range);
		return flow(source, onSent, bytes, still && { still, ...LOOK_AGAIN });
	}
	const sound = await store.read(recording.audioSha256, range);
	return sound.length < bytes ? undefined : atOnce(sound, onSent);
}

const atOnce = (sound: Uint8Array, onSent: (bytes: number) => void) =>
	new ReadableStream<Uint8Array>(
		{
			pull(controller) {
				onSent(sound.length);
				controller.enqueue(sound);
				controller.close();
			}
		},
		{ highWaterMark: 0 }
	);

/** The type is ours, never the uploader's; a document it can never become. */
const soundHeaders = (recording: Audible) =>
	new Headers({
		'accept-ranges': 'bytes',
		'cache-control': 'private, no-store',
		'content-disposition': 'inline',
		'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
		'content-type': recording.audioType,
		'cross-origin-resource-policy': 'same-origin',
		etag: `"${recording.audioSha256}"`,
		'x-content-type-options': 'nosniff'
	});

/** How often a running answer looks whether its right still stands; both are far below a minute of play. */
const LOOK_AGAIN = { everyMs: 30_000, everyBytes: 5 * 1024 * 1024 };

interface RightWatch {
	still: () => Promise<boolean>;
	everyMs: number;
	everyBytes: number;
}

/**
 * Reads only as fast as the client takes, and lets the file go when the client hangs up. A file
 * that ends before `promised` bytes breaks the answer off, so that nobody waits for the rest; a
 * right that is gone breaks it off as well, also while the client takes nothing.
 */
export function flow(
	source: Readable,
	onSent: (bytes: number) => void,
	promised = 0,
	watch?: RightWatch
): ReadableStream<Uint8Array> {
	const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
	let left = promised;
	let unwatched = 0;
	let timer: NodeJS.Timeout | undefined;
	const stands = async () => watch === undefined || (await watch.still().catch(() => false));
	const end = () => {
		clearInterval(timer);
		source.destroy();
	};
	return new ReadableStream<Uint8Array>(
		{
			start(controller) {
				if (!watch) return;
				const look = async () => {
					if (source.destroyed) return clearInterval(timer);
					if (await stands()) return;
					end();
					controller.error(withdrawn());
				};
				timer = setInterval(() => void look(), watch.everyMs).unref();
			},
			async pull(controller) {
				if (watch && unwatched >= watch.everyBytes) {
					unwatched = 0;
					if (!(await stands())) {
						end();
						return controller.error(withdrawn());
					}
				}
				const chunk = await chunks.next();
				if (chunk.done) clearInterval(timer);
				if (chunk.done && left > 0) return controller.error(new Error('shorter than it was'));
				if (chunk.done) return controller.close();
				left -= chunk.value.length;
				unwatched += chunk.value.length;
				onSent(chunk.value.length);
				controller.enqueue(chunk.value);
			},
			cancel: end
		},
		{ highWaterMark: 0 }
	);
}

const withdrawn = () => new Error('the right to hear it is gone');
