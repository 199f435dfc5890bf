/** An analyser and a folder of its own for the tests of one file; both are gone after them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll } from 'vitest';
import { createAnalyser, type RawForm } from '#lib/recordings/server/analyser.ts';

export function testAnalyser() {
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-analyser-'));
	const analyser = createAnalyser({ decoder: 'node-av', playback: 'mp3' });
	afterAll(async () => {
		await analyser.close();
		rmSync(folder, { recursive: true });
	});
	const file = (name: string, bytes: Uint8Array): string => {
		const to = path.join(folder, name);
		writeFileSync(to, bytes);
		return to;
	};
	const analyse = (name: string, bytes: Uint8Array, raw?: RawForm) =>
		analyser.analyse(file(name, bytes), { outDir: folder, raw });
	return { folder, analyser, file, analyse };
}
