// Loaded before a program under test: the statements that it sends to the database are the steps at
// which it can be ended, before the statement, or after it and before the program knows; see
// kill-steps.mjs.
import { createRequire } from 'node:module';
import { around } from './kill-steps.mjs';

const require = createRequire(import.meta.url);
if (process.env.DATABASE_URL.startsWith('postgres'))
	around(require('pg').Client.prototype, 'query');
else {
	const Database = require('better-sqlite3');
	around(Database.prototype, 'exec');
	const memory = new Database(':memory:');
	around(Object.getPrototypeOf(memory.prepare('select 1')), 'run');
	memory.close();
}
