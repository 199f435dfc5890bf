/** An import as the command line does it, on a test's own database, folder and store. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { safeParse } from 'valibot';
import { onTestFinished } from 'vitest';
import type { Assignment } from '#lib/ingest/agent-attribution.ts';
import { sourceSettings, type SourceSettings } from '#lib/ingest/source-settings.ts';
import { knownPeople } from '#lib/ingest/server/assignments.ts';
import { gatherFiles } from '#lib/ingest/server/gather-files.ts';
import { importFiles } from '#lib/ingest/server/import-files.ts';
import {
	importReport,
	type ImportReport,
	type ReportItem
} from '#lib/ingest/server/import-report.ts';
import { settledFiles } from '#lib/ingest/server/settled-files.ts';
import { sourceForImport } from '#lib/ingest/server/source-for-import.ts';
import type { Context } from '#lib/people/server/context.ts';
import { systemActor } from '#lib/people/role.ts';
import { localStore } from '#lib/platform/server/files/local-store.ts';
import { createAnalyser, type Analyser } from '#lib/recordings/server/analyser.ts';
import { testDatabase } from './database.ts';

let shared: Analyser | undefined;
/** One set of audio workers for a test file. */
export const analyser = (): Analyser =>
	(shared ??= createAnalyser({ decoder: 'node-av', playback: 'mp3', workers: 2 }));
export const closeAnalyser = async () => {
	await shared?.close();
	shared = undefined;
};

export async function importBench(zone = 'Asia/Shanghai') {
	const db = await testDatabase();
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-import-test-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const tree = path.join(folder, 'monitor');
	mkdirSync(tree);
	const store = localStore(path.join(folder, 'store'));
	let now = new Date('2026-03-10T08:00:00Z');
	const context = (): Context => ({ db, actor: systemActor('command-line'), now, zone });
	return {
		db,
		tree,
		store,
		storeRoot: path.join(folder, 'store'),
		context,
		later: (ms: number) => (now = new Date(now.getTime() + ms)),
		/** Imports the tree; items by file name. */
		async run(
			settings: Partial<SourceSettings> & { name?: string } = {},
			more: { given?: Assignment[]; dryRun?: boolean; stableForMs?: number } = {}
		) {
			const asked = { name: 'pbx', preset: 'generic', zone, ...settings };
			const defaults = settingsOf({ name: asked.name, preset: 'generic' });
			const chosen = await sourceForImport(context(), asked, defaults, more.dryRun ?? false);
			if (!chosen.ok) throw new Error(chosen.refusal);
			const source = chosen.value;
			const gathered = await gatherFiles([tree], source.root);
			const { ready, changing } = await settledFiles(
				gathered.files,
				more.stableForMs ?? 300,
				source.root
			);
			const people = await knownPeople(db.read, more.given);
			const session = {
				context,
				store,
				analyser: analyser(),
				source,
				people,
				dryRun: more.dryRun ?? false
			};
			const { outcomes, zoneCheck } = await importFiles(ready, session, {
				also: changing,
				atOnce: 2
			});
			const report = await importReport(db.read, {
				outcomes,
				zoneCheck,
				shownAs: gathered.shownAs
			});
			return { report, item: (name: string) => itemOf(report, tree, name) };
		}
	};
}

export function settingsOf(given: Record<string, unknown>): SourceSettings {
	const parsed = safeParse(sourceSettings, given);
	if (!parsed.success) throw new Error(JSON.stringify(parsed.issues.map(({ message }) => message)));
	return parsed.output;
}

function itemOf(
	report: ImportReport,
	tree: string,
	name: string
): ReportItem & { codes: string[] } {
	const found = report.items.find(({ path: file }) => file === path.join(tree, name));
	if (!found)
		throw new Error(
			`no item ${name} among ${report.items.map(({ path: file }) => file).join(', ')}`
		);
	return { ...found, codes: found.issues.map(({ code }) => code) };
}
