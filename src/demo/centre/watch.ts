/** The recorder's folder that the server watches: a fresh recording and two that it must hold back. */
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { systemActor } from '#lib/people/role.ts';
import { createSource } from '#lib/ingest/server/sources.ts';
import type { Runtime } from '../../runtime.ts';
import type { StoredFile } from '../audio/store-files.ts';
import { SOURCE } from './imports.ts';
import { localText } from './local-text.ts';
import { done } from './refused.ts';

/** The source all recordings came from, and its folder; returns its id. */
export async function addSource({ db, config }: Runtime, since: Date): Promise<string> {
	const root = path.join(config.dataDir, 'watch');
	mkdirSync(root, { recursive: true });
	const context = { db, actor: systemActor('set-up'), now: since, zone: config.zone };
	const { id } = done(
		await createSource(context, {
			name: SOURCE,
			preset: 'freepbx',
			root,
			zone: config.zone,
			pattern: null,
			raw: null,
			sides: null,
			country: 'CN',
			stableForMs: 2000,
			rescanMs: 30_000
		})
	);
	return id;
}

/** A late recording of the last minutes, one cut off on the way, one whose name says nothing. */
export function layOutFiles({ config, store }: Runtime, files: Map<string, StoredFile>, now: Date) {
	const root = path.join(config.dataDir, 'watch');
	const copy = (name: string, to: string, at: Date) => {
		const bytes = readFileSync(store.localPath(files.get(name)!.facts.sha256)!);
		// A little shorter, so that it is not taken for a copy of a recording that is there.
		writeFileSync(path.join(root, to), bytes.subarray(0, bytes.length - MP3_FRAME_BYTES));
		utimesSync(path.join(root, to), at, at);
	};
	const named = (desk: number, minutesAgo: number) => {
		const at = new Date(Math.floor((now.getTime() - minutesAgo * 60_000) / 1000) * 1000);
		const uniqueid = `${at.getTime() / 1000}.${desk}`;
		return { at, name: `external-${desk}-13900002718-${localText(at, config.zone)}-${uniqueid}` };
	};
	const fresh = named(8001, 20);
	copy('1001-report-1', `${fresh.name}.mp3`, fresh.at);
	const cut = named(8004, 45);
	copy('truncated', `${cut.name}.wav`, cut.at);
	copy('1001-report-1', '客户录音 备份.mp3', cut.at);
}

/** A frame of the calls' MP3 form: 72 ms at 24 kbit/s. */
const MP3_FRAME_BYTES = 216;
