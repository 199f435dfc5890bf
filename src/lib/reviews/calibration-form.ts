/** The form that opens a calibration, as it is posted; what cannot be read is left out and refused by the command. */
import { atTime, parseDay } from '#lib/shared/calendar.ts';

interface PostedOpening {
	title: string;
	recordingIds: string[];
	participantIds: string[];
	expertId: string | null;
	/** As typed, for the field that is shown again. */
	deadlineText: string;
	/** Undefined when it is no day and time. */
	deadline: Date | undefined;
	rubricVersionId: string;
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const MOST = 100;

export function postedOpening(data: FormData, zone: string): PostedOpening {
	const text = (name: string) => {
		const value = data.get(name);
		return typeof value === 'string' ? value : '';
	};
	const several = (name: string) =>
		data
			.getAll(name)
			.filter((value) => typeof value === 'string')
			.slice(0, MOST);
	const deadlineText = text('deadline');
	return {
		title: text('title').slice(0, 1000),
		recordingIds: [...several('recording'), ...recordingsIn(text('more'))],
		participantIds: several('participant'),
		expertId: text('expert') || null,
		deadlineText: deadlineText.slice(0, 40),
		deadline: instantFrom(deadlineText, zone),
		rubricVersionId: text('rubric')
	};
}

/** The recordings that lines of text name: the id in the address of a page. */
export const recordingsIn = (text: string): string[] =>
	text
		.split('\n', MOST)
		.map((line) => ID.exec(line)?.[0])
		.filter((id) => id !== undefined);

/** `2026-11-21T14:02` on a clock in `zone`; a skipped time moves forward, a repeated one is the first. */
export function instantFrom(text: string, zone: string): Date | undefined {
	const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::\d{2}(?:\.\d+)?)?$/.exec(text);
	const day = match && parseDay(match[1]!);
	return match && day ? atTime(day, Number(match[2]), Number(match[3]), zone) : undefined;
}

/**
 * The consensus as the session's page posts it: `consensus.RECORDING.ITEM` with the answer as text,
 * empty where none was agreed on. `read` turns the text into the kind's own value.
 */
export function postedConsensus(
	data: FormData,
	read: (itemKey: string, text: string) => unknown
): Record<string, Record<string, unknown>> {
	const agreed: Record<string, Record<string, unknown>> = {};
	for (const [name, value] of data) {
		const match = /^consensus\.([0-9a-f-]{36})\.([a-z][a-z0-9-]{0,59})$/.exec(name);
		if (!match || typeof value !== 'string' || value === '') continue;
		const [, recordingId, itemKey] = match as unknown as [string, string, string];
		(agreed[recordingId] ??= {})[itemKey] = read(itemKey, value);
	}
	return agreed;
}
