/** Bit rot in many recordings: of 5,000 files 50 changed, 5 gone and 5 strangers are reported, no more and no fewer. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, it } from 'vitest';
import { findingsOf } from '#lib/custody/server/scrub-report.ts';
import { scrub } from '#lib/custody/server/scrub.ts';
import { systemActor } from '#lib/people/role.ts';
import { seededRandom } from '#lib/shared/seeded-random.ts';
import { zone } from '../fixtures/example-centre.ts';
import { flipByte, storedRecordings } from '../fixtures/stored-recordings.ts';
import { testDatabase } from '../support/database.ts';

const RECORDINGS = 3000;
const seed = Number(process.env.LISTENBACK_SEED ?? Date.now() % 1_000_000);

it('finds every file that rotted, is gone or is strange', { timeout: 600_000 }, async () => {
	const db = await testDatabase();
	const { root, store, recordings } = await storedRecordings(db, RECORDINGS);
	const files = recordings
		.flatMap(({ sha256, peaksSha256, playbackSha256 }) => [sha256, peaksSha256, playbackSha256])
		.filter((name) => name !== null);
	const random = seededRandom(seed);
	const picked = new Set<string>();
	while (picked.size < 55) picked.add(files[random.below(files.length)]!);
	const [changed, gone] = [[...picked].slice(0, 50), [...picked].slice(50)];
	for (const name of changed) flipByte(store.localPath(name)!, random.below(2000));
	for (const name of gone) rmSync(store.localPath(name)!);
	const strangers = Array.from({ length: 5 }, (_, n) => `stranger-${n}.wav`);
	for (const name of strangers) writeFileSync(path.join(root, name), name);
	const before = readdirSync(root, { recursive: true }).length;

	const actor = systemActor('command-line');
	const context = { db, actor, now: new Date('2026-03-02T01:00:00Z'), zone, store };
	const { scrub: pass } = await scrub(context, { share: 1000, settleMs: 0 });
	const found = await findingsOf(db.read, pass.id);
	const of = (fault: string) =>
		found.filter((finding) => finding.fault === fault).map(({ name }) => name);
	console.log(`seed ${seed}: ${files.length} files, ${found.length} findings`);
	expect(of('changed').sort()).toEqual(changed.sort());
	expect(of('missing').sort()).toEqual(gone.sort());
	expect(of('stranger').sort()).toEqual(strangers);
	expect(readdirSync(root, { recursive: true })).toHaveLength(before);
});
