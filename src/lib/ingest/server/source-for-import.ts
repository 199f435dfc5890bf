/** The source that a command imports under: the known one, or a new one made with the first import. */
import type { Context } from '#lib/people/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { SourceSettings } from '../source-settings.ts';
import { insertSource, sourceByName, type Source } from './sources.ts';

/** What the command line said; what it left out is undefined. */
export type AskedSettings = Pick<SourceSettings, 'name'> & Partial<SourceSettings>;

/** Settings that decide what a name means: a second import under others would tell another story. */
const decisive = ['preset', 'zone', 'pattern', 'raw', 'sides', 'country'] as const;

/**
 * The known source, if nothing that was asked for contradicts it (`source-differs` names the first
 * setting that does); else a new one. A dry run makes none.
 */
export async function sourceForImport(
	{ db, actor, now }: Context,
	asked: AskedSettings,
	defaults: SourceSettings,
	dryRun: boolean
): Promise<Decision<Source, 'source-differs' | 'preset-missing'>> {
	const known = await sourceByName(db.read, asked.name);
	if (known) return agreed(known, asked);
	if (!asked.preset) return refuse('preset-missing');
	const settings = { ...defaults, ...defined(asked) };
	if (dryRun) return accept({ ...settings, id: newId(now), createdAt: now, createdBy: actor.id });
	return db.tx(async (tx) => {
		const meanwhile = await sourceByName(tx, asked.name);
		return meanwhile
			? agreed(meanwhile, asked)
			: accept(await insertSource({ tx, actor, now }, settings));
	});
}

function agreed(known: Source, asked: AskedSettings): Decision<Source, 'source-differs'> {
	for (const field of decisive) {
		const [has, wants] = [
			JSON.stringify(known[field] ?? null),
			JSON.stringify(asked[field] ?? null)
		];
		if (asked[field] !== undefined && has !== wants)
			return refuse('source-differs', { setting: field, has, asked: wants });
	}
	return accept(known);
}

const defined = <Fields extends object>(fields: Fields): Fields =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
