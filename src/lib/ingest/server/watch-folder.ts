/** Watches every configured folder, in the server process; sources are read anew, so that a page's change needs no restart. */
import { setTimeout as sleep } from 'node:timers/promises';
import { systemActor } from '#lib/people/role.ts';
import { scanSettingsOf, type Source } from './sources.ts';
import { applyWatchConfiguration, readWatchConfiguration } from './watch-configuration.ts';
import { watchedSources } from './scans.ts';
import { WatchedSource, type WatchParts } from './watched-source.ts';

interface Watchers {
	/** Ends after the file in hand; what is waiting is found again at the next start. */
	stop(): Promise<void>;
	/** Reads the sources and does what is due now, rather than in a moment. */
	poke(): void;
}

const SLOWEST_STEP_MS = 1000;
const FASTEST_STEP_MS = 50;
const AFTER_FAULT_MS = 5000;

/** `configured` is the text of LISTENBACK_WATCH; one that cannot be read throws at once. */
export function startWatchers({
	configured,
	...given
}: WatchParts & { configured?: string }): Watchers {
	const settings = readWatchConfiguration(configured);
	const actor = systemActor('importer');
	const parts: WatchParts = { ...given, context: () => ({ ...given.context(), actor }) };
	const watched = new Map<string, WatchedSource>();
	let stopping = false;
	let nap = new AbortController();
	const prepare = async () => {
		await given.store.sweep();
		await applyWatchConfiguration({ ...given.context(), actor: systemActor('set-up') }, settings);
	};
	const run = async () => {
		await prepare().catch((error: unknown) => given.logger.error('watch.preparation', { error }));
		while (!stopping) {
			let pause: number;
			try {
				// Every time: an item sent round again must be read by the settings as they are now.
				follow(watched, await watchedSources(parts.context().db.read), parts);
				pause = await stepAll(watched, parts, () => stopping);
			} catch (error) {
				given.logger.error('watch.fault', { error });
				pause = AFTER_FAULT_MS;
			}
			if (!stopping)
				await sleep(pause, undefined, { signal: nap.signal, ref: false }).catch(() => undefined);
		}
		for (const source of watched.values()) source.close();
	};
	const running = run();
	return {
		async stop() {
			stopping = true;
			nap.abort();
			await running;
		},
		poke() {
			nap.abort();
			nap = new AbortController();
		}
	};
}

/** Every source does what is due; a fault of one does not stop the others. Returns how long to pause. */
async function stepAll(
	watched: ReadonlyMap<string, WatchedSource>,
	{ logger }: WatchParts,
	stopped: () => boolean
): Promise<number> {
	let pause = SLOWEST_STEP_MS;
	for (const one of watched.values()) {
		try {
			const more = await one.step(stopped);
			const { stableForMs, rescanMs } = one.source;
			pause = Math.min(
				pause,
				more ? 0 : Math.max(FASTEST_STEP_MS, Math.min(stableForMs, rescanMs) / 3)
			);
		} catch (error) {
			logger.error('watch.source-fault', { source: one.source.id, error });
			pause = Math.min(pause, AFTER_FAULT_MS);
		}
	}
	return pause;
}

/** Begins with new sources, ends with removed, moved or paused ones, and takes over changed settings. */
function follow(
	watched: Map<string, WatchedSource>,
	sources: readonly Source[],
	parts: WatchParts
) {
	const wanted = new Map(sources.map((source) => [source.id, source]));
	for (const [id, one] of watched) {
		const source = wanted.get(id);
		if (source && scanSettingsOf(source) === scanSettingsOf(one.source)) continue;
		one.close();
		watched.delete(id);
	}
	for (const [id, source] of wanted)
		if (!watched.has(id)) watched.set(id, new WatchedSource(source, parts));
}
