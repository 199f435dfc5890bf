import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	renameSync,
	rmSync,
	symlinkSync,
	utimesSync
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { importItems, sources } from '#lib/ingest/server/schema.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import { place, wav, wavHeader } from '../fixtures/wav.ts';
import { closeAnalyser, importBench } from '../support/imports.ts';

afterAll(closeAnalyser);

const samples = path.resolve(import.meta.dirname, '../../../shared/samples/ingest/audio');
const withSamples = it.skipIf(!existsSync(samples));

/** Copies a sample under a name that carries a time. */
function sample(tree: string, name: string, as: string, ageMs = 3600_000) {
	copyFileSync(path.join(samples, name), path.join(tree, as));
	const at = new Date(Date.now() - ageMs);
	utimesSync(path.join(tree, as), at, at);
}

describe('an import', () => {
	it('stores bytes, call, recording, item and audit entry, and a second one adds nothing', async () => {
		const bench = await importBench('Asia/Ho_Chi_Minh');
		const name = 'q-400-07700900123-20250327-092517-1743042317.12206.wav';
		place(bench.tree, `2025/03/27/${name}`, wav({ seconds: 2 }));
		const settings = { name: 'pbx-hcm', preset: 'freepbx', country: 'GB' };
		const { report, item } = await bench.run(settings);
		expect(report).toMatchObject({ read: 1, new: 1, same: 0, held: 0, rejected: 0 });
		const first = item(`2025/03/27/${name}`);
		expect(first).toMatchObject({
			state: 'new',
			sourceKey: '1743042317.12206',
			direction: 'inbound',
			kind: 'report',
			queue: '400',
			startedAt: '2025-03-27T02:25:17.000Z',
			timeBasis: 'epoch',
			utcOffsetMin: 420,
			durationMs: 2000,
			codec: 'pcm_s16le',
			customerMasked: '077****0123',
			channelMap: [{ channel: 0, side: 'mixed', basis: 'single-channel' }],
			attributes: { 'freepbx.type': 'q', 'customer.e164': '+447700900123' }
		});
		expect(first.codes).toEqual(['A_UNRESOLVED', 'J_NO_CALL_DETAIL']);
		expect(await bench.store.size(first.sha256!)).toBe(32_044);
		const [row] = await bench.db.read.select().from(recordings);
		expect(row).toMatchObject({
			id: first.recordingId,
			businessDay: 20250327,
			current: true,
			revision: 1
		});
		const [call] = await bench.db.read.select().from(calls);
		expect(call).toMatchObject({ customerNumber: '07700900123', groupKey: '1743042317.12206' });
		const entries = await bench.db.read.select().from(auditEntries).orderBy(asc(auditEntries.seq));
		expect(entries.map(({ kind }) => kind)).toEqual(['source.created', 'recording.imported']);
		expect(entries[1]!.body).not.toContain('07700900123');

		const again = await bench.run(settings);
		expect(again.report).toMatchObject({ read: 1, new: 0, same: 1 });
		expect(again.item(`2025/03/27/${name}`)).toMatchObject({
			recordingId: first.recordingId,
			durationMs: 2000
		});
		expect(await bench.db.read.$count(auditEntries)).toBe(2);
	});

	it('leaves no trace when dry', async () => {
		const bench = await importBench();
		place(bench.tree, '20260303-101500 a.wav', wav());
		const { report } = await bench.run({}, { dryRun: true });
		expect(report).toMatchObject({ new: 1 });
		for (const table of [sources, importItems, recordings, calls, auditEntries])
			expect(await bench.db.read.$count(table)).toBe(0);
	});

	it('refuses to read a known source by other rules', async () => {
		const bench = await importBench();
		await bench.run({ zone: 'Asia/Shanghai' });
		await expect(bench.run({ zone: 'Europe/Berlin' })).rejects.toThrow('source-differs');
		await expect(bench.run({ preset: 'freepbx' })).rejects.toThrow('source-differs');
	});

	it('makes a new revision of a file that changed after its import, and keeps the first', async () => {
		const bench = await importBench();
		place(bench.tree, '20260303-101500 a.wav', wav({ seconds: 1 }));
		const { item } = await bench.run();
		place(bench.tree, '20260303-101500 a.wav', wav({ seconds: 3 }), 1800_000);
		const second = (await bench.run()).item('20260303-101500 a.wav');
		expect(second).toMatchObject({ state: 'new', revision: 2, durationMs: 3000 });
		expect(second.codes).toContain('M_CHANGED_AFTER_IMPORT');
		const rows = await bench.db.read.select().from(recordings).orderBy(asc(recordings.revision));
		expect(rows.map(({ current }) => current)).toEqual([false, true]);
		expect(rows[1]!.supersedes).toBe(item('20260303-101500 a.wav').recordingId);
		expect(await bench.store.size(rows[0]!.sha256)).toBeGreaterThan(0);
		expect((await bench.run()).report).toMatchObject({ new: 0, same: 1 });
	});

	withSamples('knows a moved file and one converted to MP3 for the same recording', async () => {
		const bench = await importBench();
		const name = '20260303-101500 a.wav';
		place(bench.tree, `in/${name}`, wav({ seconds: 6 }));
		await bench.run();
		mkdirSync(path.join(bench.tree, 'archive'));
		renameSync(path.join(bench.tree, 'in', name), path.join(bench.tree, 'archive', name));
		const moved = (await bench.run()).item(`archive/${name}`);
		expect(moved).toMatchObject({ state: 'same', codes: ['W_MOVED'] });
		rmSync(path.join(bench.tree, 'archive'), { recursive: true });
		sample(bench.tree, 'mono-16k.mp3', '20260303-101500 a.mp3');
		place(bench.tree, 'x.txt', 'note');
		const { report, item } = await bench.run();
		expect(item('20260303-101500 a.mp3')).toMatchObject({
			state: 'same',
			codes: ['W_EXT_CHANGED']
		});
		expect(report).toMatchObject({ new: 0, ignored: 1 });
		expect(await bench.db.read.$count(recordings)).toBe(1);
	});
});

describe('names', () => {
	it('are never completed by the present or the file’s date', async () => {
		const bench = await importBench();
		place(bench.tree, '客户 来电 😀 2025-08-22 16.40.00.wav', wav());
		const { item, report } = await bench.run({ preset: 'freepbx' });
		const held = item('客户 来电 😀 2025-08-22 16.40.00.wav');
		expect(held).toMatchObject({ state: 'held', codes: ['E_PATTERN_NO_MATCH'] });
		expect(held.startedAt).toBeUndefined();
		expect(report).toMatchObject({ held: 1, new: 0 });
		const kinds = await bench.db.read.select({ kind: auditEntries.kind }).from(auditEntries);
		expect(kinds.map(({ kind }) => kind)).toContain('item.held');
	});

	it('are taken once whatever their Unicode form, and by their bytes when they are not UTF-8', async () => {
		const bench = await importBench();
		const name = 'Père Noël 20250822-164000.wav';
		place(bench.tree, name.normalize('NFC'), wav());
		place(bench.tree, name.normalize('NFD'), wav());
		place(bench.tree, Buffer.from('20260303-111500 \xe9t\xe9.wav', 'latin1'), wav({ seed: 2 }));
		const { report, item } = await bench.run();
		expect(report).toMatchObject({ read: 3, new: 2, ignored: 1 });
		expect(item('20260303-111500 \\xE9t\\xE9.wav').codes).toContain('W_ENCODING');
		const [row] = await bench.db.read
			.select()
			.from(recordings)
			.where(eq(recordings.key, name.slice(0, -4).normalize('NFC')));
		expect(row).toBeDefined();
		expect((await bench.run()).report).toMatchObject({ new: 0, same: 2 });
	});

	it('may hold any character', async () => {
		const bench = await importBench();
		place(bench.tree, '20260303-101500 a%3Ab+c&d#e [1]?.wav', wav());
		expect((await bench.run()).report).toMatchObject({ new: 1 });
	});

	it('hold a copy with the same bytes as a copy, one with others as a conflict', async () => {
		const bench = await importBench('Asia/Ho_Chi_Minh');
		const stem = 'out-02079460110-3201-20250327-100500-1743044700.12230';
		place(bench.tree, `${stem}.wav`, wav());
		place(bench.tree, `${stem} (1).wav`, wav());
		place(bench.tree, `${stem} (2).wav`, wav({ seconds: 2 }));
		const { item } = await bench.run({ preset: 'freepbx' });
		expect(item(`${stem}.wav`).state).toBe('new');
		expect(item(`${stem} (1).wav`)).toMatchObject({ state: 'ignored', codes: ['M_DUP_CONTENT'] });
		expect(item(`${stem} (2).wav`).state).toBe('held');
		expect(item(`${stem} (2).wav`).codes).toContain('J_KEY_CONFLICT');
		const again = await bench.run({ preset: 'freepbx' });
		expect(again.item(`${stem} (1).wav`).state).toBe('ignored');
		expect(again.report).toMatchObject({ new: 0, same: 1, held: 1 });
	});

	it('of work in progress are left alone, taken after the rename', async () => {
		const bench = await importBench();
		for (const name of [
			'a 20260303-101500.mcf',
			'20260303-101501.wav.tmp',
			'.20260303-101502.wav',
			'20260303-101503.wav~',
			'20260303-101504.wav.part'
		])
			place(bench.tree, name, wav());
		expect((await bench.run()).report).toMatchObject({ read: 5, ignored: 5, new: 0 });
		renameSync(
			path.join(bench.tree, 'a 20260303-101500.mcf'),
			path.join(bench.tree, 'a 20260303-101500.wav')
		);
		expect((await bench.run()).report).toMatchObject({ new: 1 });
	});

	it('of legs and mixes are one recording', async () => {
		const bench = await importBench();
		const pattern = String.raw`^(?<t>\d{8}-\d{6})_(?<to>\d+)`;
		const stem = '20260522-170053_2025550150';
		place(bench.tree, `monitor/${stem}-in.wav`, wav({ seconds: 2 }));
		place(bench.tree, `monitor/${stem}-out.wav`, wav({ seconds: 2, seed: 2 }));
		place(bench.tree, `done/${stem}-all.wav`, wav({ seconds: 2, seed: 3 }));
		const { report, item } = await bench.run({ pattern });
		expect(report).toMatchObject({ new: 1, ignored: 2 });
		expect(item(`done/${stem}-all.wav`)).toMatchObject({ state: 'new', key: stem });
		rmSync(path.join(bench.tree, 'done'), { recursive: true });
		expect((await bench.run({ pattern })).report).toMatchObject({ new: 0, ignored: 2 });
	});

	it('of two native legs become one recording of two channels', async () => {
		const bench = await importBench();
		const stem = '20240305-140210-0f3c2b7e-52a1-4c1e-9a7d-1d1f6a3a9c01';
		place(bench.tree, `${stem}-in.PCMU`, Buffer.alloc(8000, 0x31));
		place(bench.tree, `${stem}-out.PCMU`, Buffer.alloc(12_000, 0x7e));
		const { report, item } = await bench.run();
		expect(report).toMatchObject({ new: 1, ignored: 1 });
		const pair = item(`${stem}-in.PCMU`);
		expect(pair).toMatchObject({ channels: 2, durationMs: 1500, codec: 'pcm_mulaw' });
		expect(pair.issues).toContainEqual(
			expect.objectContaining({ code: 'C_MAP_ASSUMED', severity: 'warn' })
		);
		expect((await bench.run()).report).toMatchObject({ new: 0, same: 1, ignored: 1 });
	});
});

describe('bytes', () => {
	it('that are not finished wait, and are taken when they are', async () => {
		const bench = await importBench();
		const whole = wav({ seconds: 2 });
		place(
			bench.tree,
			'20260303-101500 open.wav',
			Buffer.concat([wavHeader(0), whole.subarray(44)])
		);
		place(
			bench.tree,
			'20260303-101600 append.wav',
			Buffer.concat([wav({ seconds: 1 }), whole.subarray(44, 16_044)])
		);
		place(bench.tree, '20260303-101700 empty.wav', '');
		place(bench.tree, '20260303-101800 blank.wav', Buffer.alloc(16_044));
		place(bench.tree, '20260303-101900 dead.wav', '', 25 * 3600_000);
		const { report, item } = await bench.run();
		expect(report).toMatchObject({ settling: 4, held: 1, new: 0 });
		expect(item('20260303-101500 open.wav').codes).toEqual(['M_HEADER_OPEN']);
		expect(item('20260303-101600 append.wav').codes).toEqual(['M_APPEND_IN_PROGRESS']);
		expect(item('20260303-101700 empty.wav').codes).toEqual(['M_EMPTY_FILE']);
		expect(item('20260303-101800 blank.wav').codes).toEqual(['M_CONTENT_PENDING']);
		expect(item('20260303-101900 dead.wav')).toMatchObject({
			state: 'held',
			codes: ['M_EMPTY_FILE']
		});
		place(bench.tree, '20260303-101500 open.wav', whole);
		expect((await bench.run()).item('20260303-101500 open.wav')).toMatchObject({
			state: 'new',
			revision: 1
		});
	});

	it('that grow while they are watched are not taken', async () => {
		const bench = await importBench();
		const file = place(bench.tree, '20260303-101500 a.wav', wav(), 0);
		const growing = setTimeout(
			() => place(bench.tree, path.basename(file), wav({ seconds: 2 }), 0),
			150
		);
		const { report } = await bench.run({}, { stableForMs: 600 });
		clearTimeout(growing);
		expect(report).toMatchObject({ settling: 1, new: 0 });
	});

	withSamples('are known by content, held with what is wrong, and timed by counting', async () => {
		const bench = await importBench();
		const cases: [
			file: string,
			as: string,
			state: string,
			code: string | null,
			durationMs?: number
		][] = [
			['header-ffffffff.wav', '20260303-100100.wav', 'new', 'M_HEADER_REPAIRED', 6000],
			['truncated-half.wav', '20260303-100200.wav', 'held', 'M_TRUNCATED'],
			['trailing-bytes.wav', '20260303-100300.wav', 'new', null, 6000],
			['list-chunk-odd-size.wav', '20260303-100400.wav', 'new', null, 6000],
			['expired-link-saved-as.mp3', '20260303-100500.mp3', 'held', 'M_NOT_AUDIO'],
			['mp3-named.wav', '20260303-100600.wav', 'new', 'M_TYPE_MISMATCH', 6192],
			['mp3-432-bytes.mp3', '20260303-100700.mp3', 'held', 'M_TRUNCATED'],
			['headerless.ulaw', '20260303-100800.ulaw', 'held', 'M_RAW_NO_HEADER'],
			['too-short-0.4s.wav', '20260303-100900.wav', 'new', null, 400],
			['mono-16k.mp3', '20260303-101000.mp3', 'new', null, 6192],
			['gsm-in-riff.WAV', '20260303-101100.WAV', 'new', null, 6000],
			['alaw.wav', '20260303-101200.wav', 'new', null, 6000],
			['mulaw.wav', '20260303-101300.wav', 'new', null, 6000],
			['header-size-zero.wav', '20260303-101400.wav', 'settling', 'M_HEADER_OPEN'],
			['append-in-progress.wav', '20260303-101500.wav', 'settling', 'M_APPEND_IN_PROGRESS'],
			['stereo-identical-channels.wav', '20260303-101600.wav', 'new', 'C_IDENTICAL_CHANNELS', 6000]
		];
		for (const [file, as] of cases) sample(bench.tree, file, as);
		const { item } = await bench.run();
		for (const [, as, state, code, durationMs] of cases) {
			const found = item(as);
			expect([as, found.state]).toEqual([as, state]);
			if (code) expect(found.codes).toContain(code);
			if (durationMs) expect([as, found.durationMs]).toEqual([as, durationMs]);
		}
		expect(item('20260303-100200.wav').issues).toContainEqual(
			expect.objectContaining({ declaredMs: 6000, actualMs: 3000 })
		);
		expect(readdirSync(path.join(bench.storeRoot, 'tmp'))).toEqual([]);
	});

	withSamples('without a header are taken in the declared form', async () => {
		const bench = await importBench();
		sample(bench.tree, 'headerless.ulaw', '20260303-100800.ulaw');
		const raw = { codec: 'pcm_mulaw', rate: 8000, channels: 1 };
		expect((await bench.run({ raw })).item('20260303-100800.ulaw')).toMatchObject({
			state: 'new',
			durationMs: 6000
		});
	});

	withSamples('and name of the published sample give its record', async () => {
		const bench = await importBench('UTC');
		const name = 'Auto0_GUID_000_AGENT_ChrisL_DT_2025-02-19T06-01-22_Mono.wav';
		sample(bench.tree, name, name);
		place(bench.tree, 'Auto1_GUID_001_AGENT_AndrewK_DT2025-02-20T07-55-51.wav', wav());
		const pattern = String.raw`^(?<any>.+?)_GUID_(?<sourceKey>.*?)_AGENT_(?<agent>.*?)_DT_(?<t>\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)`;
		const { item } = await bench.run({ pattern });
		expect(item(name)).toMatchObject({
			sourceKey: '000',
			agent: { id: null, ref: 'ChrisL', method: 'file-name' },
			startedAt: '2025-02-19T06:01:22.000Z',
			timeBasis: 'zone',
			utcOffsetMin: 0,
			codec: 'pcm_u8',
			sampleRate: 8000,
			channels: 1,
			durationMs: 277_660,
			bytes: 2_221_324,
			sha256: 'b72c30b13313fc65d8f16f9a19d90f6d087ec40f2c2f1c2271ae25069ffca52a',
			codes: ['J_NO_CALL_DETAIL']
		});
		const sister = item('Auto1_GUID_001_AGENT_AndrewK_DT2025-02-20T07-55-51.wav');
		expect(sister).toMatchObject({ state: 'held', codes: ['E_PATTERN_NO_MATCH'] });
		expect(sister.issues[0]!.part).toMatch(/^_\(\?<t>/);
	});
});

describe('links and devices', () => {
	it('that lead out are rejected, others passed over, and nothing behind them is read', async () => {
		const bench = await importBench();
		place(bench.tree, '20260303-101500 a.wav', wav());
		symlinkSync('/etc', path.join(bench.tree, 'etc'));
		symlinkSync('../../../../../etc/passwd', path.join(bench.tree, '20260303-101600 p.wav'));
		symlinkSync('20260303-101500 a.wav', path.join(bench.tree, '20260303-101700 l.wav'));
		execFileSync('mkfifo', [path.join(bench.tree, '20260303-101800 f.wav')]);
		const { report, item } = await bench.run();
		expect(report).toMatchObject({ read: 5, new: 1, rejected: 3, ignored: 1 });
		expect(item('etc').codes).toEqual(['S_PATH_ESCAPE']);
		expect(item('20260303-101600 p.wav').codes).toEqual(['S_PATH_ESCAPE']);
		expect(item('20260303-101700 l.wav')).toMatchObject({ state: 'ignored', codes: ['S_LINK'] });
		expect(item('20260303-101800 f.wav').codes).toEqual(['S_NOT_A_FILE']);
	});
});
