/** Two one-channel files as one WAV of two channels, sample by sample; the shorter one ends in silence. */
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';

/** How the samples of both files lie there; both must be alike. */
export interface LegForm {
	codec: string;
	sampleRate: number;
	/** Bytes before the samples, and of samples. */
	at: number;
	bytes: number;
}

/** Format tag of RIFF, bytes of a sample, and its silence. */
const forms: Record<string, { tag: number; width: number; silence: number }> = {
	pcm_s16le: { tag: 1, width: 2, silence: 0 },
	pcm_u8: { tag: 1, width: 1, silence: 0x80 },
	pcm_alaw: { tag: 6, width: 1, silence: 0xd5 },
	pcm_mulaw: { tag: 7, width: 1, silence: 0xff }
};

const CHUNK = 64 * 1024;

/** True when the two can be put side by side without changing a sample. */
export const canCombine = (a: LegForm, b: LegForm): boolean =>
	a.codec === b.codec && a.sampleRate === b.sampleRate && a.codec in forms;

/** The combined file: `left` is channel 0. */
export function combinedLegs(
	left: { handle: FileHandle; form: LegForm },
	right: { handle: FileHandle; form: LegForm }
): Readable {
	return Readable.from(chunks(left, right));
}

async function* chunks(
	left: { handle: FileHandle; form: LegForm },
	right: { handle: FileHandle; form: LegForm }
) {
	const { tag, width, silence } = forms[left.form.codec]!;
	const frames = Math.max(...[left, right].map(({ form }) => Math.floor(form.bytes / width)));
	yield header(tag, width, left.form.sampleRate, frames);
	for (let frame = 0; frame < frames; frame += CHUNK) {
		const count = Math.min(CHUNK, frames - frame);
		const [a, b] = await Promise.all(
			[left, right].map((leg) => samples(leg, frame * width, count * width, silence))
		);
		const both = Buffer.allocUnsafe(count * width * 2);
		for (let i = 0; i < count; i++) {
			a!.copy(both, 2 * i * width, i * width, (i + 1) * width);
			b!.copy(both, (2 * i + 1) * width, i * width, (i + 1) * width);
		}
		yield both;
	}
}

async function samples(
	{ handle, form }: { handle: FileHandle; form: LegForm },
	from: number,
	length: number,
	silence: number
) {
	const bytes = Buffer.alloc(length, silence);
	const wanted = Math.max(0, Math.min(length, form.bytes - from));
	let got = 0;
	while (got < wanted) {
		const { bytesRead } = await handle.read(bytes, got, wanted - got, form.at + from + got);
		if (bytesRead === 0) break;
		got += bytesRead;
	}
	return bytes;
}

function header(tag: number, width: number, rate: number, frames: number): Buffer {
	const bytes = Buffer.alloc(44);
	const size = frames * width * 2;
	bytes.write('RIFF', 0, 'latin1');
	bytes.writeUInt32LE(36 + size, 4);
	bytes.write('WAVEfmt ', 8, 'latin1');
	bytes.writeUInt32LE(16, 16);
	bytes.writeUInt16LE(tag, 20);
	bytes.writeUInt16LE(2, 22);
	bytes.writeUInt32LE(rate, 24);
	bytes.writeUInt32LE(rate * width * 2, 28);
	bytes.writeUInt16LE(width * 2, 32);
	bytes.writeUInt16LE(width * 8, 34);
	bytes.write('data', 36, 'latin1');
	bytes.writeUInt32LE(size, 40);
	return bytes;
}
