import Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { keepStatements } from './kept-statements.ts';
import { sqliteSession } from './sqlite-session.ts';

function connection() {
	const connection = new Database(':memory:');
	onTestFinished(() => void connection.close());
	return connection;
}

it('compiles a text once, unless it is very long', () => {
	const memory = connection();
	keepStatements(memory);
	expect(memory.prepare('select 1')).toBe(memory.prepare('select 1'));
	expect(memory.prepare('select 1')).not.toBe(memory.prepare('select 2'));
	const long = `select 1 as ${'a'.repeat(10_000)}`;
	expect(memory.prepare(long)).not.toBe(memory.prepare(long));
});

it('forgets what has not been asked for longest', () => {
	const memory = connection();
	keepStatements(memory);
	const [first, second] = [memory.prepare('select 1'), memory.prepare('select 2')];
	for (let n = 3; n <= 500; n++) memory.prepare(`select ${n}`);
	expect(memory.prepare('select 1')).toBe(first);
	memory.prepare('select 501');
	expect(memory.prepare('select 1')).toBe(first);
	expect(memory.prepare('select 2')).not.toBe(second);
});

it('gives rows as they are asked for, whatever was asked with the same text before', async () => {
	const session = sqliteSession(connection());
	const one = sql`select 1 as a`;
	expect(await session.all(one)).toEqual([{ a: 1 }]);
	expect(await session.values(one)).toEqual([[1]]);
	expect(await session.all(one)).toEqual([{ a: 1 }]);
});

it('sees columns that were added meanwhile', async () => {
	const memory = connection();
	const session = sqliteSession(memory);
	memory.exec('create table things (a); insert into things values (1)');
	const all = sql`select * from things`;
	expect(await session.all(all)).toEqual([{ a: 1 }]);
	memory.exec('alter table things add column b');
	expect(await session.all(all)).toEqual([{ a: 1, b: null }]);
});
