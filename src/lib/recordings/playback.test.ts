import { describe, expect, it } from 'vitest';
import { isMisnamed, promisesRawAudio } from './media-types.ts';
import { playbackOf, type PlayableForm } from './playback.ts';
import { parseDeclaredForm } from './raw-form.ts';

const aForm = (
	container: string,
	codec: string,
	more: Partial<PlayableForm> = {}
): PlayableForm => ({
	container,
	codec,
	sampleRate: 8000,
	channels: 1,
	closed: true,
	constantBitrate: false,
	...more
});

describe('playbackOf', () => {
	it.each([
		['wav', 'pcm_s16le', 'audio/wav'],
		['wav', 'pcm_u8', 'audio/wav'],
		['wav', 'pcm_s24le', 'audio/wav'],
		['ogg', 'opus', 'audio/ogg'],
		['ogg', 'vorbis', 'audio/ogg'],
		['flac', 'flac', 'audio/flac'],
		['mp4', 'aac', 'audio/mp4'],
		['webm', 'opus', 'audio/webm']
	])('serves %s with %s as it is', (container, codec, type) => {
		expect(playbackOf(aForm(container, codec), 'mp3')).toEqual({ type, copy: null });
	});

	it.each([
		['wav', 'gsm_ms'],
		['wav', 'pcm_alaw'],
		['wav', 'pcm_mulaw'],
		['wav', 'adpcm_ima_wav'],
		['raw', 'pcm_mulaw'],
		['raw', 'g722'],
		['amr', 'amr_nb'],
		['adts', 'aac'],
		['ogg', 'speex']
	])('copies %s with %s', (container, codec) => {
		expect(playbackOf(aForm(container, codec), 'mp3')).toEqual({ type: 'audio/mpeg', copy: 'mp3' });
		expect(playbackOf(aForm(container, codec), 'opus')).toEqual({
			type: 'audio/ogg',
			copy: 'opus'
		});
		expect(playbackOf(aForm(container, codec), 'flac').copy).toBe('flac');
	});

	it.each([
		[true, 44_100, null],
		[true, 32_000, null],
		[true, 24_000, 'mp3'],
		[true, 8000, 'mp3'],
		[false, 44_100, 'mp3']
	])('MP3, constant %s, at %i Hz: copy %s', (constantBitrate, sampleRate, copy) => {
		const form = aForm('mp3', 'mp3', { constantBitrate, sampleRate });
		expect(playbackOf(form, 'mp3').copy).toBe(copy);
	});

	it('gives PCM with an untrue header a true one, and copies the rest', () => {
		expect(playbackOf(aForm('wav', 'pcm_s16le', { closed: false }), 'mp3').copy).toBe('wav');
		expect(playbackOf(aForm('ogg', 'opus', { closed: false }), 'mp3').copy).toBe('mp3');
	});

	it('holds more than two channels in FLAC', () => {
		expect(playbackOf(aForm('wav', 'pcm_alaw', { channels: 4 }), 'mp3').copy).toBe('flac');
	});
});

describe('names', () => {
	it.each([
		['call.wav', 'mp3', true],
		['call.WAV', 'wav', false],
		['call.opus', 'ogg', false],
		['call.aac', 'mp4', false],
		['call.gsm', 'wav', true],
		['call', 'mp3', false],
		['call.2026', 'mp3', false],
		['/monitor.mp3/call.wav', 'wav', false]
	])('%s holding %s: misnamed %s', (name, container, misnamed) => {
		expect(isMisnamed(name, container)).toBe(misnamed);
	});

	it('knows the endings of sound without a header', () => {
		expect(['a.ulaw', 'a.PCMU', 'a.g722', 'a.sln16'].every(promisesRawAudio)).toBe(true);
		expect(promisesRawAudio('a.wav')).toBe(false);
	});
});

describe('parseDeclaredForm', () => {
	it.each([
		['pcm_mulaw:8000:1', { codec: 'pcm_mulaw', rate: 8000, channels: 1 }],
		['ALAW:16000:2', { codec: 'pcm_alaw', rate: 16_000, channels: 2 }],
		['g722:16000:1', { codec: 'g722', rate: 16_000, channels: 1 }],
		['pcm_mulaw:8000', null],
		['pcm_mulaw:8000:9', null],
		['pcm_mulaw:8000:0', null],
		['pcm_mulaw:3999:1', null],
		['pcm_mulaw:192001:1', null],
		['', null]
	])('%s', (text, form) => {
		expect(parseDeclaredForm(text)).toEqual(form);
	});
});
