// Loaded before a program under test: what it does to disk and database are the steps at which it
// can be ended, see kill-steps.mjs.
import fs from 'node:fs/promises';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { around } from './kill-steps.mjs';

const probe = await fs.open(import.meta.filename);
const handle = Object.getPrototypeOf(probe);
await probe.close();
for (const name of ['write', 'sync']) around(handle, name);
for (const name of ['mkdir', 'rename', 'rm', 'chmod']) around(fs, name);
syncBuiltinESMExports();
const Database = createRequire(import.meta.url)('better-sqlite3');
around(Database.prototype, 'exec');
