/** The recorder's folder that the server watches: a fresh recording and two that it must hold back. */
import { copyFileSync, mkdirSync, writeFileSync, utimesSync } from 'node:fs';
import * as path from 'node:path';
import { systemActor } from '#lib/people/role.ts';
import { createSource } from '#lib/ingest/server/sources.ts';
import type { Runtime } from '../../runtime.ts';
import type { StoredFile } from '../audio/store-files.ts';
import { SOURCE } from './imports.ts';
import { localText } from './local-text.ts';
import { done } from './reviewing.ts';

const WATCH_ZONE_COUNTRY = 'CN';

export async function addSource({ db, config }: Runtime, since: Date) {
	const root = path.join(config.dataDir, 'watch');
	mkdirSync(root, { recursive: true });
	const context = { db, actor: systemActor('set-up'), now: since, zone: config.zone };
	done(
		await createSource(context, {
			name: SOURCE,
			preset: 'freepbx',
			root,
			zone: config.zone,
			pattern: null,
			raw: null,
			sides: null,
			country: WATCH_ZONE_COUNTRY,
			stableForMs: 2000,
			rescanMs: 30_000
		})
	);
}

export function layOutFiles({ config, store }: Runtime, files: Map<string, StoredFile>, now: Date) {
	const root = path.join(config.dataDir, 'watch');
	const copy = (name: string, to: string, at: Date) => {
		copyFileSync(store.localPath(files.get(name)!.facts.sha256)!, path.join(root, to));
		utimesSync(path.join(root, to), at, at);
	};
	const named = (desk: string, minutesAgo: number) => {
		const at = new Date(Math.floor((now.getTime() - minutesAgo * 60_000) / 1000) * 1000);
		const uniqueid = `${at.getTime() / 1000}.${desk}`;
		return { at, name: `external-${desk}-13900002718-${localText(at, config.zone)}-${uniqueid}` };
	};
	const fresh = named('8001', 20);
	copy('1001-report-2', `${fresh.name}${endingOf(files, '1001-report-2')}`, fresh.at);
	const cut = named('8004', 45);
	copy('truncated', `${cut.name}.wav`, cut.at);
	copy('1005-report-1', `客户录音 备份${endingOf(files, '1005-report-1')}`, cut.at);
	writeFileSync(path.join(root, '请勿删除.txt'), '热线录音目录\n');
}

const endingOf = (files: Map<string, StoredFile>, name: string): string =>
	`.${files.get(name)!.extension}`;
