/** `listenback import`: files and folders into the store and the database, once. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { getDotPath, safeParse, type InferOutput } from 'valibot';
import { readAssignments, knownPeople } from '#lib/ingest/server/assignments.ts';
import type { Assignment } from '#lib/ingest/agent-attribution.ts';
import { importFiles } from '#lib/ingest/server/import-files.ts';
import { gatherFiles, type Gathered } from '#lib/ingest/server/gather-files.ts';
import { settledFiles } from '#lib/ingest/server/settled-files.ts';
import { sourceForImport, type AskedSettings } from '#lib/ingest/server/source-for-import.ts';
import { importReport, type ImportReport } from '#lib/ingest/server/import-report.ts';
import type { Source } from '#lib/ingest/server/sources.ts';
import { parseDuration, sourceSettings } from '#lib/ingest/source-settings.ts';
import { localStore } from '#lib/platform/server/files/local-store.ts';
import type { Runtime } from '../runtime.ts';
import { UsageError, type Call, type Command, type ExitCode } from './command.ts';

const text = (help: string) => ({ type: 'string' as const, help });

export const importCommand: Command = {
	name: 'import',
	summary:
		'Imports recordings from files and folders; a second import of the same files adds nothing.',
	usage: 'PATH… --source NAME --preset freepbx|generic --zone ZONE',
	options: {
		source: text('name of the source; made with the first import'),
		preset: text('how names are read: freepbx or generic (not needed for a known source)'),
		pattern: text('generic: a regular expression with named groups (docs/import.md)'),
		zone: text('time zone of the clock in the names, such as Asia/Shanghai'),
		agents: text('CSV of extension,agentId,agentName,from,to'),
		raw: text('form of files without header, such as pcm_mulaw:8000:1'),
		sides: text('two-channel files: agent-left, agent-right or unknown'),
		country: text('country of national numbers, such as CN'),
		'stable-for': text('how long a file must stand still (default 10s)'),
		'dry-run': { type: 'boolean', help: 'tell what would be done; store nothing' }
	},
	async run(call) {
		if (call.positionals.length === 0)
			throw new UsageError('import: name at least one file or folder');
		const asked = askedSettings(call);
		const stableForMs =
			call.text('stable-for') === undefined ? undefined : parseDuration(call.text('stable-for')!);
		if (call.text('stable-for') !== undefined && stableForMs === undefined)
			throw new UsageError('import: --stable-for is a duration such as 10s');
		const runtime = await call.runtime();
		const source = await chooseSource(runtime, asked, call.flag('dry-run'));
		const given = await givenAssignments(call.text('agents'), source.zone ?? runtime.config.zone);
		const gathered = await gather(call.positionals, source);
		const report = await runImport(runtime, {
			source,
			given,
			gathered,
			stableForMs,
			dryRun: call.flag('dry-run')
		});
		call.answer(report, () => reportLines(report));
		return exitCode(report);
	}
};

function askedSettings(call: Call): AskedSettings {
	const name = call.text('source');
	if (!name) throw new UsageError('import: --source NAME is needed');
	const asked = Object.fromEntries(
		['preset', 'pattern', 'zone', 'raw', 'sides', 'country'].flatMap((option) => {
			const value = call.text(option);
			return value === undefined ? [] : [[option, value]];
		})
	);
	const parsed = safeParse(sourceSettings, { preset: 'generic', ...asked, name });
	if (!parsed.success) {
		const faults = parsed.issues.map((fault) => `--${getDotPath(fault) ?? ''}: ${fault.message}`);
		throw new UsageError(`import: ${faults.join('; ')}`);
	}
	const settings: InferOutput<typeof sourceSettings> = parsed.output;
	const chosen = Object.keys(asked) as (keyof typeof settings)[];
	return {
		name: settings.name,
		...Object.fromEntries(chosen.map((option) => [option, settings[option]]))
	};
}

async function chooseSource(
	runtime: Runtime,
	asked: AskedSettings,
	dryRun: boolean
): Promise<Source> {
	const defaults = safeParse(sourceSettings, { name: asked.name, preset: 'generic' });
	if (!defaults.success) throw new Error('the default settings do not hold');
	const chosen = await sourceForImport(runtime.context(), asked, defaults.output, dryRun);
	if (chosen.ok) return chosen.value;
	const { setting, has, asked: wanted } = chosen.facts ?? {};
	throw new UsageError(
		chosen.refusal === 'preset-missing'
			? `import: the source ${asked.name} is new: say --preset freepbx or --preset generic`
			: `import: the source ${asked.name} has ${String(setting)} ${String(has)}, not ${String(wanted)}; change it on its page, or name another source`
	);
}

async function givenAssignments(file: string | undefined, zone: string): Promise<Assignment[]> {
	if (!file) return [];
	const csv = await readFile(file, 'utf8').catch((error: Error) => {
		throw new UsageError(`import: --agents ${file}: ${error.message}`);
	});
	const read = readAssignments(csv, zone);
	if (read.ok) return read.value;
	const where =
		read.facts?.line === undefined
			? 'the columns extension and agentId are needed'
			: `line ${String(read.facts.line)} cannot be read`;
	throw new UsageError(`import: --agents ${file}: ${where}`);
}

async function gather(paths: readonly string[], source: Source): Promise<Gathered> {
	try {
		return await gatherFiles(paths, source.root);
	} catch (error) {
		throw new UsageError(`import: ${(error as Error).message}`);
	}
}

interface Run {
	source: Source;
	given: Assignment[];
	gathered: Gathered;
	stableForMs: number | undefined;
	dryRun: boolean;
}

async function runImport(
	runtime: Runtime,
	{ source, given, gathered, stableForMs, dryRun }: Run
): Promise<ImportReport> {
	const waste = dryRun ? await mkdtemp(path.join(tmpdir(), 'listenback-dry-run-')) : undefined;
	try {
		const { analyser } = runtime;
		const store = waste ? localStore(waste) : runtime.store;
		if (!dryRun) await store.sweep();
		const { ready, changing } = await settledFiles(
			gathered.files,
			stableForMs ?? source.stableForMs,
			source.root
		);
		const people = await knownPeople(runtime.db.read, given);
		const session = { context: () => runtime.context(), store, analyser, source, people, dryRun };
		const { outcomes, zoneCheck } = await importFiles(ready, session, {
			also: changing,
			atOnce: 4
		});
		return await importReport(runtime.db.read, { outcomes, zoneCheck, shownAs: gathered.shownAs });
	} finally {
		if (waste) await rm(waste, { recursive: true, force: true });
	}
}

function exitCode({ held, settling, rejected }: ImportReport): ExitCode {
	if (rejected > 0) return 3;
	return held + settling > 0 ? 2 : 0;
}

function reportLines(report: ImportReport): string[] {
	const { read, new: added, same, held, rejected, zoneCheck } = report;
	const told = report.items.filter(({ state }) => state !== 'same');
	const lines = told.map((item) => {
		const codes = item.issues.map(({ code }) => code).join(' ');
		return [item.state.padEnd(9), item.path, codes].filter(Boolean).join('  ');
	});
	if (zoneCheck.code && zoneCheck.status === 'mismatch')
		lines.push(
			`WARNING ${zoneCheck.code}: ${zoneCheck.checked} names say ${zoneCheck.found.join(' or ')}, not ${zoneCheck.zone}`
		);
	return [...lines, `read ${read}, new ${added}, same ${same}, held ${held}, rejected ${rejected}`];
}
