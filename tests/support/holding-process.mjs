// Holds the write lock of the SQLite file for so many milliseconds, once, and says so.
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

const [file, ms] = process.argv.slice(2);
const Database = createRequire(import.meta.url)('better-sqlite3');
const db = new Database(file);
db.exec('begin immediate');
process.stdout.write('held\n');
await sleep(Number(ms));
db.exec('commit');
