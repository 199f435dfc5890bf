/** How a playback copy is coded: rates that the form knows, and a constant bit rate, so that seeking lands where it should. */
import type { CopyForm } from '../playback.ts';

export interface CodedForm {
	/** FFmpeg's names. */
	encoder: string;
	muxer: string;
	sampleRate: number;
	/** Bits per second; 0 where the form has none. */
	bitrate: number;
}

const MP3_RATES = [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000];
const OPUS_RATES = [8000, 12_000, 16_000, 24_000, 48_000];

const atLeast = (rates: number[], rate: number) => rates.find((one) => one >= rate) ?? 48_000;

/** Bits per second and channel for speech at that rate. */
const mp3Bitrate = (rate: number) => (rate <= 16_000 ? 32_000 : rate <= 24_000 ? 48_000 : 64_000);

export function codedForm(
	form: Exclude<CopyForm, 'wav'>,
	rate: number,
	channels: number
): CodedForm {
	if (form === 'flac') return { encoder: 'flac', muxer: 'flac', sampleRate: rate, bitrate: 0 };
	if (form === 'opus') {
		const sampleRate = atLeast(OPUS_RATES, rate);
		return { encoder: 'libopus', muxer: 'ogg', sampleRate, bitrate: 24_000 * channels };
	}
	const sampleRate = atLeast(MP3_RATES, rate);
	const bitrate = mp3Bitrate(sampleRate) * channels;
	return { encoder: 'libmp3lame', muxer: 'mp3', sampleRate, bitrate };
}
