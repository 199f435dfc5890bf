import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { asc } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { bodyOf, GENESIS, link } from '#lib/audit/chain.ts';
import { envelope } from '#lib/audit/checkpoint.ts';
import { sha256Text } from '#lib/audit/server/append.ts';
import { signingKey } from '#lib/audit/server/checkpoint-key.ts';
import { auditList } from '#lib/audit/server/queries.ts';
import { auditEntries, auditWords } from '#lib/audit/server/schema.ts';
import { verifyChain } from '#lib/audit/server/verify.ts';
import { actor, began, disarm, grow, keyFile, sign, statement } from '../support/audit-trials.ts';
import { commandLine } from '../support/command-line.ts';
import { testDatabase } from '../support/database.ts';

async function withCommands() {
	const db = await testDatabase();
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-audit-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const key = path.join(folder, 'key.pem');
	const env = {
		DATABASE_URL: db.url,
		LISTENBACK_DATA: path.join(folder, 'data'),
		LISTENBACK_CHECKPOINT_KEY: key
	};
	const run = (...args: string[]) => commandLine(env, ['audit', ...args]);
	const json = async (...args: string[]) => {
		const { status, stdout } = await run(...args, '--json');
		return { status, ...(JSON.parse(stdout) as Record<string, unknown>) };
	};
	const file = (name: string, text: string) => {
		writeFileSync(path.join(folder, name), text);
		return path.join(folder, name);
	};
	return { db, key, run, json, file };
}

it('keeps what people wrote beside the chain, from where it can be erased', async () => {
	const { db, run, json } = await withCommands();
	// An entry from before holds its reason itself, and stays right as it is.
	const old = { kind: 'person.disabled', subject: 'user:1', reason: 'left us', seq: 1, at: began };
	const body = bodyOf({ ...old, actor: actor.id, roles: [] } as never);
	await db.tx((tx) =>
		tx.insert(auditEntries).values({
			...{ seq: 1, at: began, actor: actor.id, kind: old.kind, subject: old.subject, body },
			...{ prevHash: GENESIS, hash: link(sha256Text, GENESIS, body) }
		})
	);
	await grow(db, 1);
	const [, second] = await db.read.select().from(auditEntries).orderBy(asc(auditEntries.seq));
	expect(second?.body).not.toContain('because');
	expect((await auditList(db.read, {})).entries.map(({ reason }) => reason)).toEqual([
		'because of 0',
		'left us'
	]);
	expect((await run('verify')).status).toBe(0);

	expect((await run('erase', '2', '--reason', '  . . .')).stderr).toContain('ten letters');
	expect((await run('erase', '1', '--reason', 'asked for by the person')).status).toBe(1);
	expect(await json('erase', '2', '--reason', 'asked for by the person')).toEqual({
		status: 0,
		seq: 2
	});
	expect((await run('erase', '2', '--reason', 'asked for by the person')).status).toBe(1);
	expect((await run('erase', 'x')).status).toBe(1);
	const { entries } = await auditList(db.read, {});
	expect(entries.map(({ kind, reason, erased }) => [kind, reason, erased])).toEqual([
		['audit-words.erased', 'asked for by the person', false],
		['signed-in', undefined, true],
		['person.disabled', 'left us', false]
	]);
	expect((await db.read.select().from(auditWords).orderBy(asc(auditWords.seq)))[0]).toEqual({
		...{ seq: 2, salt: '', words: null }
	});
	expect(await json('verify')).toMatchObject({ status: 0, ok: true, entries: 3 });
});

it.each([
	['changed', "update audit_words set words = 'x' where seq = 4", 'wrong-words', 4],
	['removed', 'delete from audit_words where seq = 4', 'words-missing', 4],
	['emptied', 'update audit_words set words = null where seq = 7', 'words-gone', 7],
	['added', "insert into audit_words values (2, 's', 'w')", 'wrong-words', 2]
])('finds words that were %s', async (_, line, fault, seq) => {
	const db = await testDatabase();
	await grow(db, 9);
	await disarm(db);
	await db.tx((tx) => statement(tx, line));
	expect(await verifyChain(db.read)).toMatchObject({ ok: false, fault: { seq, fault } });
});

it('compares notes from outside, and says what they do not cover', async () => {
	const { db, key, run, json, file } = await withCommands();
	await grow(db, 30);
	const signed = (await sign(db, key))!;
	await grow(db, 5, 100);
	const notes = file('notes.txt', envelope(signed));
	const other = file('other.pem', signingKey(keyFile()).pem);

	expect(await json('verify', '--checkpoint', notes)).toMatchObject({
		...{ status: 0, ok: true, checkpoints: { stored: 1, outside: 1, faults: [] } },
		uncovered: { by: 'outside', after: 30, entries: 6 }
	});
	expect((await run('verify', '--checkpoint', notes)).stdout).toContain(
		'not covered outside: the last 6 entries, after entry 30'
	);
	expect((await run('verify')).stdout).toContain('not covered outside: the last 36 entries');
	expect(await json('verify', '--key', other)).toMatchObject({ status: 3, ok: false });
	for (const [option, name] of [
		['--checkpoint', file('none.txt', 'nothing here')],
		['--checkpoint', `${notes}.gone`],
		['--key', notes]
	])
		expect((await run('verify', option!, name!)).status).toBe(1);

	await disarm(db);
	await db.tx(async (tx) => {
		for (const table of ['audit_words', 'audit_entries', 'audit_checkpoints'])
			await statement(tx, `delete from ${table} where seq > 20`);
	});
	expect((await run('verify')).status).toBe(0);
	const found = await run('verify', '--checkpoint', notes);
	expect([found.status, found.stdout]).toEqual([
		3,
		expect.stringContaining('outside checkpoint of entry 30: cut-short')
	]);
});

it('exports what there is, and tells the chain', async () => {
	const { db, run, file } = await withCommands();
	expect((await run('export', file('x', '').replace(/x$/, 'empty'))).status).toBe(1);
	await grow(db, 3);
	const there = file('there.jsonl', '');
	expect((await run('export', there)).stderr).toContain('EEXIST');
	expect((await run('export', '--from', '9', `${there}.new`)).status).toBe(1);
	expect((await run('export', '--from', '0', `${there}.new`)).status).toBe(1);
	expect((await run('export')).status).toBe(1);
	expect((await run('export', '--to', '2', `${there}.2`)).stdout).toContain('entries 1 to 2');
	const { entries } = await auditList(db.read, { kind: 'audit.exported' });
	expect(entries[0]?.facts).toEqual({ from: 1, to: 2, head: 4 });
});
