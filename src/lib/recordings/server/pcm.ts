/** Decoded sound as it flows: interleaved 16-bit samples in chunks of whole frames. */
export interface Pcm {
	/** As the decoder names it; the inspection's name where that is more exact. */
	codec: string;
	sampleRate: number;
	channels: number;
	/** Each valid until the next is asked for. */
	chunks: Iterable<Int16Array> | AsyncIterable<Int16Array>;
}

/** The bytes are of a kind that cannot be decoded, or nothing could be made of them. */
export class Undecodable extends Error {}
