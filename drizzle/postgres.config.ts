import { defineConfig } from 'drizzle-kit';

// Run with DATABASE_URL=postgres://… so that the schemas build PostgreSQL tables (see dialect.ts).
export default defineConfig({
	dialect: 'postgresql',
	schema: ['./src/lib/*/server/*schema.ts', './src/lib/platform/server/db/schema.ts'],
	out: './drizzle/postgres'
});
