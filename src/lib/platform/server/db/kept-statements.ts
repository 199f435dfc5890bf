/** SQLite compiles a text of SQL anew whenever it is asked; for short questions that is half of what they cost. */
import type { Database, Statement } from 'better-sqlite3';

/** More than the program has of its own; the rest are filters of lists in all their combinations. */
const MOST = 500;
/** Texts with rows by the hundred come once. */
const LONGEST = 10_000;

/** Lets a connection compile each text once. */
export function keepStatements(connection: Database): void {
	const kept = new Map<string, Statement>();
	const compile = connection.prepare.bind(connection);
	const prepare = (text: string): Statement => {
		if (text.length > LONGEST) return compile(text);
		const statement = kept.get(text) ?? compile(text);
		// What was not asked for longest stands first.
		kept.delete(text);
		kept.set(text, statement);
		if (kept.size > MOST) kept.delete(kept.keys().next().value!);
		// Whoever asked last may have wanted rows as arrays.
		return statement.reader ? statement.raw(false) : statement;
	};
	connection.prepare = prepare as Database['prepare'];
}
