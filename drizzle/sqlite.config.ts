import { defineConfig } from 'drizzle-kit';

// Run with DATABASE_URL=file:… so that the schemas build SQLite tables (see dialect.ts).
export default defineConfig({
	dialect: 'sqlite',
	schema: ['./src/lib/*/server/*schema.ts', './src/lib/platform/server/db/schema.ts'],
	out: './drizzle/sqlite'
});
