/** One level of a recording's picture, cut out of its pyramid file. */
import { buffer } from 'node:stream/consumers';
import { isKnown } from '#lib/recordings/byte-range.ts';
import { HEADER_BYTES } from '#lib/recordings/peaks.ts';
import { nearestStep } from '#lib/recordings/peaks-level.ts';
import { unlessStorageFails } from '#lib/platform/server/files/blob-check.ts';
import type { BlobStore } from '#lib/platform/server/files/store.ts';

interface Place {
	samplesPerPixel: number;
	start: number;
	end: number;
}

interface PeaksQuestion {
	store: BlobStore;
	peaksSha256: string | null;
	request: Request;
	/** Samples per pixel; the coarsest level that is not coarser is given, below the finest the finest, without a wish the coarsest. */
	wanted: number | undefined;
}

/** The level as a .dat file; undefined when there is none in the store, or none that can be read. */
export const peaksResponse = (question: PeaksQuestion): Promise<Response | undefined> =>
	unlessStorageFails(() => answer(question));

async function answer(question: PeaksQuestion): Promise<Response | undefined> {
	const { store, peaksSha256, request, wanted = Infinity } = question;
	const size = peaksSha256 === null ? undefined : await store.size(peaksSha256);
	if (peaksSha256 === null || size === undefined) return undefined;

	const levels = await levelsOf(store, peaksSha256, size);
	const step = nearestStep(
		levels.map((level) => level.samplesPerPixel),
		wanted
	);
	const level = levels.find(({ samplesPerPixel }) => samplesPerPixel === step);
	if (!level) return undefined;
	const headers = new Headers({
		'cache-control': 'private, no-store',
		'content-type': 'application/octet-stream',
		'cross-origin-resource-policy': 'same-origin',
		etag: `"${peaksSha256}-${level.samplesPerPixel}"`,
		'x-content-type-options': 'nosniff'
	});
	if (isKnown(request.headers.get('if-none-match'), headers.get('etag')!))
		return new Response(null, { status: 304, headers });

	headers.set('content-length', String(level.end - level.start + 1));
	if (request.method === 'HEAD') return new Response(null, { headers });
	const bytes = await buffer(await store.open(peaksSha256, level));
	return new Response(new Uint8Array(bytes), { headers });
}

/** Where each level lies, by walking the headers: the finest levels are megabytes and stay unread. */
async function levelsOf(store: BlobStore, sha256: string, size: number): Promise<Place[]> {
	const places: Place[] = [];
	for (let start = 0; start + HEADER_BYTES <= size;) {
		const header = await buffer(await store.open(sha256, { start, end: start + HEADER_BYTES - 1 }));
		const [samplesPerPixel, length, channels] = [12, 16, 20].map((at) => header.readUInt32LE(at));
		const end = start + HEADER_BYTES + length! * channels! * 2 - 1;
		places.push({ samplesPerPixel: samplesPerPixel!, start, end: Math.min(end, size - 1) });
		start = end + 1;
	}
	return places;
}
