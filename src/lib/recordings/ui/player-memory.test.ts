import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlayerMemory, settingsOf } from './player-memory.ts';
import { PlayerState, type PlayableRecording } from './player.svelte.ts';

/** What a player looks at when it is made. */
const parts: Partial<PlayableRecording> = {
	durationMs: 60_000,
	channels: 1,
	channelMap: [],
	voiced: [[]],
	silences: []
};
const recording = parts as PlayableRecording;

describe('the settings of a player', () => {
	let sent: string[];
	beforeEach(() => {
		sent = [];
		vi.useFakeTimers();
		vi.stubGlobal('fetch', (_url: string, { body }: { body: string }) => {
			sent.push(body);
			return Promise.resolve(new Response(null, { status: 204 }));
		});
	});
	afterEach(() => {
		vi.useRealTimers();
		vi.unstubAllGlobals();
	});

	function opened(userId: string) {
		const player = new PlayerState(recording);
		const memory = new PlayerMemory(player, userId, undefined);
		const turn = (volume: number) => {
			player.mixer.setAll(volume);
			memory.look(settingsOf(player));
		};
		return { player, turn };
	}

	it('are saved once, when they are at rest', async () => {
		const { turn } = opened('lin');
		[0.9, 0.7, 0.5].forEach(turn);
		await vi.advanceTimersByTimeAsync(1000);
		expect(sent.map((body) => (JSON.parse(body) as { volume: number }).volume)).toEqual([0.5]);
		expect(opened('lin').player.mixer.volume).toBe(0.5);
		expect(opened('wei').player.mixer.volume).toBe(1);
	});

	it('that were taken back at once are not found again', async () => {
		const { turn } = opened('omar');
		[0.5, 1].forEach(turn);
		await vi.advanceTimersByTimeAsync(1000);
		expect(sent).toEqual([]);
		expect(opened('omar').player.mixer.volume).toBe(1);
	});
});
