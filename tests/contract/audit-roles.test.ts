import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { chainProtection } from '#lib/audit/server/protection.ts';
import { verifyChain } from '#lib/audit/server/verify.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { isPostgres } from '#lib/platform/server/db/dialect.ts';
import { sqlState } from '#lib/platform/server/db/errors.ts';
import { migrate } from '#lib/platform/server/db/migrate.ts';
import { exampleCentre } from '../fixtures/example-centre.ts';
import { disarm, grow, keyFile, sign, statement } from '../support/audit-trials.ts';
import { testDatabase } from '../support/database.ts';

const REFUSED = '42501';

/** A database, and a connection by the role that docs/postgres-roles.sql makes. */
async function withRoles() {
	const owner = await testDatabase();
	const role = `app_${randomUUID().replaceAll('-', '')}`;
	const script = readFileSync('docs/postgres-roles.sql', 'utf8').replaceAll('listenback_app', role);
	await owner.tx((tx) => statement(tx, `create role ${role} login password 'app'`));
	for (let times = 0; times < 2; times++) await owner.tx((tx) => statement(tx, script));
	const url = new URL(owner.url);
	url.username = role;
	url.password = 'app';
	await migrate(url.href);
	const app = await openDatabase(url.href);
	onTestFinished(async () => {
		await app.close();
		await owner.tx((tx) => statement(tx, `drop owned by ${role}`));
		await owner.tx((tx) => statement(tx, `drop role ${role}`));
	});
	return { owner, app };
}

async function roleOfTheServer() {
	const { owner, app } = await withRoles();
	await exampleCentre(app);
	await grow(app, 120);
	expect(await sign(app, keyFile())).toMatchObject({ seq: 120 });
	expect(await verifyChain(app.read)).toMatchObject({ ok: true, entries: 121 });
	for (const line of [
		"update audit_entries set actor = 'x'",
		'delete from audit_entries',
		'truncate audit_entries cascade',
		'alter table audit_entries disable trigger all',
		'drop trigger audit_entries_append_only on audit_entries',
		'drop table audit_entries cascade',
		'create or replace function refuse_change() returns trigger as $$ begin return new; end $$ language plpgsql',
		'delete from audit_words',
		'update audit_words set words = null',
		'update audit_checkpoints set seq = 1',
		'delete from checkpoint_deliveries',
		'delete from recordings',
		'truncate recordings cascade',
		'create table mine (n int)'
	])
		await expect(
			app.tx((tx) => statement(tx, line)),
			line
		).rejects.toSatisfy((error) => sqlState(error) === REFUSED);
	expect(await chainProtection(app.read)).toBe('owner');
	expect(await chainProtection(owner.read)).toBe('role');
	// Even what the owner disarms stays shut for the role.
	await disarm(owner);
	await expect(app.tx((tx) => statement(tx, 'delete from audit_entries'))).rejects.toSatisfy(
		(error) => sqlState(error) === REFUSED
	);
}

async function anyoneWithTheFile() {
	const db = await testDatabase();
	expect(await chainProtection(db.read)).toBe('file');
}

if (isPostgres)
	it('the role of the server adds to the chain and cannot change it', roleOfTheServer);
else it('on SQLite whoever has the file has the chain', anyoneWithTheFile);
