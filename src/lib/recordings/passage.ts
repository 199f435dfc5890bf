/** A passage of a recording in an address: `?from=12000&to=15500`, ms. */
import type { Range } from './speech.ts';

const WHOLE = /^\d{1,9}$/;

/** The passage that an address names, held within the recording; undefined when it names none, or nothing is left of it. */
export function passageIn(search: URLSearchParams, durationMs: number): Range | undefined {
	const [from, to] = [search.get('from') ?? '', search.get('to') ?? ''];
	if (!WHOLE.test(from) || !WHOLE.test(to)) return undefined;
	const [fromMs, toMs] = [Number(from), Math.min(Number(to), durationMs)];
	return fromMs < toMs ? [fromMs, toMs] : undefined;
}

/** The address of a recording's page at a passage. */
export const passagePath = (recordingId: string, [fromMs, toMs]: Range): string =>
	`/recordings/${recordingId}?from=${fromMs}&to=${toMs}`;
