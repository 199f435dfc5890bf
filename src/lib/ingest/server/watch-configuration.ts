/** Sources from LISTENBACK_WATCH: made at start, or brought to what is written there; a page's change lasts until the next start. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Context } from '#lib/people/server/context.ts';
import { sourceSettings, type SourceSettings } from '../source-settings.ts';
import { changeSource, createSource, sourceByName } from './sources.ts';

const fault = (what: string) => new Error(`Configuration: LISTENBACK_WATCH: ${what}`);

/** The sources of a JSON array, or of the file that `text` names; throws one sentence for anything else. */
export function readWatchConfiguration(text: string | undefined): SourceSettings[] {
	if (text === undefined) return [];
	const parsed = v.safeParse(v.array(v.unknown()), jsonOf(text));
	if (!parsed.success) throw fault('must be a JSON array of sources');
	return parsed.output.map((entry, index) => {
		const read = v.safeParse(sourceSettings, entry);
		const place = `source ${index + 1}`;
		if (!read.success) {
			const [first] = read.issues;
			throw fault(`${place}: ${v.getDotPath(first) ?? ''} ${first.message}`);
		}
		if (read.output.root === null) throw fault(`${place}: root is missing`);
		return read.output;
	});
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text.trim().startsWith('[') ? text : readFileSync(text.trim(), 'utf8'));
	} catch (error) {
		throw fault((error as Error).message);
	}
}

/** Makes and changes sources by what is configured; others are left alone. */
export async function applyWatchConfiguration(
	context: Context,
	configured: readonly SourceSettings[]
): Promise<void> {
	for (const settings of configured) {
		const known = await sourceByName(context.db.read, settings.name);
		if (known) await changeSource(context, known.id, settings);
		else await createSource(context, settings);
	}
}
