/** One engine of the list bench, in a process of its own: makes the rows, measures, prints JSON. */
import { migrate } from '#lib/platform/server/db/migrate.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { isPostgres } from '#lib/platform/server/db/dialect.ts';
import { recordingPage } from '#lib/recordings/server/queries.ts';
import { seededRandom } from '#lib/shared/seeded-random.ts';
import { openBare, type Bare } from './list-bare.ts';
import { cases, zone, type Case } from './list-cases.ts';
import {
	agentId,
	callId,
	departmentId,
	firstAt,
	PER_CALL,
	ROWS,
	rowsStatement,
	teamId
} from './list-rows.ts';

const ROUNDS = Number(process.env.LISTENBACK_BENCH_ROUNDS ?? 200);
const CHUNK = 50_000;
/** A slow page is measured fewer times: at least 20, until this much has gone by. */
const LONGEST_MS = 8000;

const url = process.env.DATABASE_URL!;
await migrate(url);
const bare = await openBare(url);
const generationMs = await timed(() => generate(bare));
const db = await openDatabase(url);
const results = [];
for (const one of cases) results.push({ title: one.title, ...(await measure(one)) });
await db.close();
await bare.close();
process.stdout.write(JSON.stringify({ rows: ROWS, generationMs, results }));

async function generate({ run, finish }: Bare) {
	const engine = isPostgres ? 'postgres' : 'sqlite';
	const at = isPostgres ? `'2020-01-01T00:00:00Z'` : '0';
	const each = async (count: number, statement: (n: number) => string) => {
		for (let n = 0; n < count; n++) await run(statement(n));
	};
	await run('begin');
	await each(4, (n) => `insert into departments values ('${departmentId(n)}', 'D${n}', ${at})`);
	await each(
		40,
		(n) => `insert into teams values ('${teamId(n)}', '${departmentId(n % 4)}', 'Team ${n}', ${at})`
	);
	await each(
		500,
		(n) =>
			`insert into users (id, staff_no, name, created_at) values ('${agentId(n)}', '${8000 + n}', 'Agent ${n}', ${at})`
	);
	await each(
		500,
		(n) =>
			`insert into team_memberships (id, user_id, team_id, from_at) values ('${agentId(n)}', '${agentId(n)}', '${teamId(n % 40)}', ${at})`
	);
	await each(
		ROWS / PER_CALL,
		(
			n
		) => `insert into calls (id, source, source_key, group_key, direction, kind, started_at, time_basis, time_precision_ms, attributes)
			values ('${callId(n)}', 'bench', '${n}', '${n}', 'inbound', 'report', ${at}, 'epoch', 1, '{}')`
	);
	const indexes = await bare.indexes();
	for (const { name } of indexes) await run(`drop index ${name}`);
	for (let from = 0; from < ROWS; from += CHUNK) await run(rowsStatement(engine, from, CHUNK));
	for (const { definition } of indexes) await run(definition);
	await run('commit');
	await finish();
}

async function measure({ page }: Case) {
	const ours: number[] = [];
	const plain: number[] = [];
	let rows = 0;
	const random = seededRandom(firstAt % 1_000_003);
	const began = performance.now();
	for (let round = -5; round < ROUNDS; round++) {
		if (round >= 20 && performance.now() - began > LONGEST_MS) break;
		const { where, values, ...asked } = page(random);
		const times: Record<'ours' | 'plain', number> = { ours: 0, plain: 0 };
		// Turn about, so that neither always finds the other's pages in memory.
		for (const who of round % 2 ? (['ours', 'plain'] as const) : (['plain', 'ours'] as const)) {
			let found: { rows: unknown[] } = { rows: [] };
			times[who] = await timed(async () => {
				found =
					who === 'ours'
						? await recordingPage(db.read, { ...asked, zone })
						: { rows: (await bare.page(where, values)).slice(0, 50) };
				JSON.stringify(found);
			});
			if (who === 'ours') rows += found.rows.length;
			else rows -= found.rows.length;
		}
		// A page that stops looking early, to keep the server free, may hold fewer rows than the bare one.
		if (rows > 0) throw new Error(`${where}: the two pages differ by ${rows} rows`);
		if (round < 0) continue;
		ours.push(times.ours);
		plain.push(times.plain);
	}
	return { ours: percentiles(ours), plain: percentiles(plain) };
}

function percentiles(times: number[]) {
	const sorted = [...times].sort((a, b) => a - b);
	const at = (share: number) =>
		sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
	return { p50: at(0.5), p99: at(0.99) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}
