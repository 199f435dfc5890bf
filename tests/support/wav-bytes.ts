/** RIFF/WAVE files made to order, true or lying, and samples to put into them. */
export interface WavOptions {
	tag?: number;
	channels?: number;
	rate?: number;
	bits?: number;
	blockBytes?: number;
	/** What the header claims instead of the truth. */
	claimed?: number;
	/** Further bytes of the format chunk. */
	more?: Buffer;
	before?: Buffer;
	after?: Buffer;
	form?: 'RIFF' | 'RF64';
}

export function chunk(id: string, body: Uint8Array, size = body.length): Buffer {
	const head = Buffer.alloc(8);
	head.write(id, 0, 'latin1');
	head.writeUInt32LE(size, 4);
	return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

export function formatChunk(options: WavOptions): Buffer {
	const { tag = 1, channels = 1, rate = 8000, bits = 16 } = options;
	const block = options.blockBytes ?? (channels * bits) / 8;
	const body = Buffer.alloc(16);
	body.writeUInt16LE(tag, 0);
	body.writeUInt16LE(channels, 2);
	body.writeUInt32LE(rate, 4);
	body.writeUInt32LE((rate * block) >>> 0, 8);
	body.writeUInt16LE(block & 0xffff, 12);
	body.writeUInt16LE(bits, 14);
	return chunk('fmt ', Buffer.concat([body, options.more ?? Buffer.alloc(0)]));
}

export function wavBytes(data: Uint8Array, options: WavOptions = {}): Buffer {
	const body = Buffer.concat([
		Buffer.from('WAVE'),
		formatChunk(options),
		options.before ?? Buffer.alloc(0),
		chunk('data', data, options.claimed ?? data.length),
		options.after ?? Buffer.alloc(0)
	]);
	const head = Buffer.from(`${options.form ?? 'RIFF'}\0\0\0\0`, 'latin1');
	head.writeUInt32LE(options.form === 'RF64' ? 0xffffffff : body.length, 4);
	return Buffer.concat([head, body]);
}

export function s16(samples: ArrayLike<number>): Buffer {
	const bytes = Buffer.alloc(samples.length * 2);
	for (let i = 0; i < samples.length; i++) bytes.writeInt16LE(samples[i]!, i * 2);
	return bytes;
}

/** A tone; `channels` carry it one semitone apart. */
export function tone(seconds: number, rate = 8000, channels = 1, amplitude = 8000): Int16Array {
	const out = new Int16Array(Math.round(seconds * rate) * channels);
	for (let i = 0; i < out.length; i++) {
		const pitch = 440 * 2 ** ((i % channels) / 12);
		out[i] = Math.round(
			amplitude * Math.sin((2 * Math.PI * pitch * Math.floor(i / channels)) / rate)
		);
	}
	return out;
}

/** Samples of every size, the same for the same seed. */
export function noise(count: number, seed = 1): Int16Array {
	const out = new Int16Array(count);
	for (let i = 0, state = seed >>> 0; i < count; i++) {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		out[i] = state >>> 16;
	}
	return out;
}
