/** `npm run db:generate -- --name WHAT`: writes the next migration of both engines from the schemas. */
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

const engines = [
	{ config: 'drizzle/sqlite.config.ts', url: 'file:schema' },
	{ config: 'drizzle/postgres.config.ts', url: 'postgres://schema' }
];
for (const { config, url } of engines) {
	const done = spawnSync(
		path.resolve('node_modules/.bin/drizzle-kit'),
		['generate', '--config', config, ...process.argv.slice(2)],
		{ stdio: 'inherit', env: { ...process.env, DATABASE_URL: url } }
	);
	if (done.status !== 0) process.exit(done.status ?? 1);
}
