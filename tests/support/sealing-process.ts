/** A process that opens the database so many times, commits once, tells it, and closes it with a seal. */
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { grow } from './audit-trials.ts';

const [rounds] = process.argv.slice(2) as [string];

for (let n = 1; n <= Number(rounds); n++) {
	const db = await openDatabase(process.env.DATABASE_URL!, { sealsWithinMs: 10_000 });
	await grow(db, 1, n);
	process.stdout.write(`${n}\n`);
	await db.close();
}
