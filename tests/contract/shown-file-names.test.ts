/** A customer's number in a file's name reaches no page, whatever became of the file. */
import { copyFileSync } from 'node:fs';
import * as path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { importItems, sources } from '#lib/ingest/server/schema.ts';
import { retryItems } from '#lib/ingest/server/retries.ts';
import type { Actor, Role } from '#lib/people/role.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { load as auditPage } from '../../src/routes/audit/+page.server.ts';
import { load as notificationsPage } from '../../src/routes/notifications/+page.server.ts';
import { load as libraryPage } from '../../src/routes/recordings/+page.server.ts';
import { load as recordingPage } from '../../src/routes/recordings/[id]/+page.server.ts';
import { load as sourcesPage } from '../../src/routes/sources/+page.server.ts';
import { load as sourcePage } from '../../src/routes/sources/[id]/+page.server.ts';
import { load as checkPage } from '../../src/routes/sources/[id]/check/+page.server.ts';
import { place, wav } from '../fixtures/wav.ts';
import { closeAnalyser, importBench } from '../support/imports.ts';

afterAll(closeAnalyser);

const number = '13912345678';
const taken = `in-3201-${number}-20250327-092517-1743042317.12206`;
const converted = `in-3202-${number}-20250327-092717-1743042437.12208`;
const refused = `strange-${number}.wav`;

const actor = (role: Role): Actor => ({
	id: '0193aaaa-0000-7000-8000-00000000000a',
	name: role,
	grants: [{ role, teamId: null, departmentId: null }]
});

/** One file imported, and of each other fate one: copy, converted form, unreadable name, bytes that are no sound, own bytes. */
async function delivered() {
	const bench = await importBench('Asia/Shanghai');
	const { tree, db } = bench;
	const first = place(tree, `${taken}.wav`, wav({ seconds: 1 }));
	copyFileSync(first, path.join(tree, `${taken} (1).wav`));
	place(tree, `${converted}.wav`, wav({ seconds: 1, seed: 4 }));
	place(tree, `${converted}.mp3`, 'no sound');
	place(tree, refused, wav({ seconds: 1, seed: 2 }));
	place(tree, `out-${number}-3201-20250327-092617-1743042377.12207.wav`, 'no sound');
	place(tree, Buffer.from(`\xa5-${number}.wav`, 'latin1'), wav({ seconds: 1, seed: 3 }));
	const { report } = await bench.run({ preset: 'freepbx', root: tree, stableForMs: 0 });
	const [source] = await db.read.select().from(sources);
	const [recording] = await db.read.select().from(recordings);
	const read = (load: unknown, role: Role, id = '', search = '') =>
		(load as (event: unknown) => Promise<unknown>)({
			locals: { ...bench.context(), actor: actor(role) },
			params: { id },
			url: new URL(`http://localhost/?${search}`),
			depends: () => undefined
		});
	return { ...bench, report, read, source: source!, recording: recording! };
}

describe('a number in a file’s name', () => {
	it('is told at the console, and stored, but on no page', async () => {
		const { db, read, report, source, recording } = await delivered();
		expect(JSON.stringify(report)).toContain(number);
		expect(recording.fileName).toContain(number);
		const items = await db.read.select().from(importItems);
		expect(items).toHaveLength(7);
		expect(JSON.stringify(items.map(({ issues }) => issues))).toContain(number);

		const pages = {
			recording: await read(recordingPage, 'auditor', recording.id),
			library: await read(libraryPage, 'auditor'),
			sources: await read(sourcesPage, 'technician'),
			source: await read(sourcePage, 'technician', source.id),
			check: await read(checkPage, 'technician', source.id),
			audit: await read(auditPage, 'auditor'),
			notifications: await read(notificationsPage, 'auditor')
		};
		for (const [name, page] of Object.entries(pages)) {
			const text = JSON.stringify(page);
			expect(text, name).not.toContain(number);
			expect(text, name).not.toContain('pathBytes');
		}
		const shown = taken.replace(number, '139****5678');
		for (const page of [pages.recording, pages.source, pages.check])
			expect(JSON.stringify(page)).toContain(shown);
		for (const { body } of await db.read.select().from(auditEntries))
			expect(body).not.toContain(number);
	});

	it('does not keep a held file from being sent round again', async () => {
		const { db, context, read, source } = await delivered();
		const page = (await read(sourcePage, 'technician', source.id, 'state=held')) as {
			items: { id: string; path: string }[];
		};
		const item = page.items.find(({ path: shown }) => shown === 'strange-139****5678.wav')!;
		const technician = { ...context(), actor: actor('technician') };
		expect(await retryItems(technician, source.id, item.id)).toMatchObject({ ok: true });
		const [row] = await db.read.select().from(importItems).where(eq(importItems.id, item.id));
		expect(row).toMatchObject({ path: refused, state: 'settling' });
	});
});
