/** One engine of the draw bench, in a process of its own: makes the rows, measures, prints JSON. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { systemActor } from '#lib/people/role.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { isPostgres } from '#lib/platform/server/db/dialect.ts';
import { migrate } from '#lib/platform/server/db/migrate.ts';
import { DAILY_SPOT_CHECK } from '#lib/sampling/plan.ts';
import { previewDraw, runDraw } from '#lib/duty/server/draws.ts';
import { agentId, callId, departmentId, PER_CALL, rowsStatement, teamId } from './list-rows.ts';

export interface DrawTimes {
	rows: number;
	calls: number;
	chosen: number;
	rounds: number;
	readMs: number;
	previewMs: number;
	drawMs: number;
	heldMs: number;
}

const ROWS = Number(process.env.LISTENBACK_BENCH_ROWS ?? 1_000_000);
const PER_DAY = 30_000;
const CHUNK = 50_000;
const ROUNDS = 7;
const FIRST_DAY = 20_250_101;

const url = process.env.DATABASE_URL!;
await migrate(url);
const bare = await openBare();
await generate();
const db = await openDatabase(url);
const context = { db, actor: systemActor('scheduler'), now: new Date(), zone: 'Asia/Shanghai' };
process.stdout.write(JSON.stringify(await measure()));
await db.close();
await bare.close();

async function measure(): Promise<DrawTimes> {
	const times = { read: [] as number[], preview: [] as number[], draw: [] as number[] };
	let calls = 0;
	let chosen = 0;
	let heldMs = 0;
	// A round before the first that counts; each on a day of its own, whose pages are then in memory.
	for (let round = -1; round < ROUNDS; round++) {
		const period = FIRST_DAY + 1 + round;
		const asked = { planKey: DAILY_SPOT_CHECK, period };
		calls = (await bare.day(period)).length;
		const readMs = await timed(() => bare.day(period));
		const previewMs = await timed(() => previewDraw(context, asked));
		const delay = monitorEventLoopDelay({ resolution: 1 });
		delay.enable();
		const drawMs = await timed(async () => {
			const outcome = await runDraw(context, asked);
			if (!outcome.ok || outcome.value.already) throw new Error('nothing was drawn');
		});
		delay.disable();
		if (round < 0) continue;
		times.read.push(readMs);
		times.preview.push(previewMs);
		times.draw.push(drawMs);
		heldMs = Math.max(heldMs, delay.max / 1e6);
		chosen = await bare.chosen(period);
	}
	return {
		rows: ROWS,
		calls,
		chosen,
		rounds: ROUNDS,
		readMs: median(times.read),
		previewMs: median(times.preview),
		drawMs: median(times.draw),
		heldMs
	};
}

async function generate() {
	const at = isPostgres ? `'2020-01-01T00:00:00Z'` : '0';
	const leadId = (n: number) => agentId(1000 + n);
	await bare.run('begin');
	for (let n = 0; n < 4; n++)
		await bare.run(`insert into departments values ('${departmentId(n)}', 'D${n}', ${at})`);
	const user = (id: string, staffNo: string) =>
		`insert into users (id, staff_no, name, created_at) values ('${id}', '${staffNo}', '${staffNo}', ${at})`;
	for (let n = 0; n < 40; n++) {
		const team = `'${teamId(n)}', '${departmentId(n % 4)}', 'Team ${n}', ${at}`;
		await bare.run(`insert into teams values (${team})`);
		await bare.run(user(leadId(n), `L${n}`));
		await bare.run(
			`insert into role_grants (id, user_id, role, team_id, from_at, granted_by) values ('${leadId(n)}', '${leadId(n)}', 'team-lead', '${teamId(n)}', ${at}, 'bench')`
		);
	}
	for (let n = 0; n < 500; n++) await bare.run(user(agentId(n), `A${n}`));
	for (let n = 0; n * PER_CALL < ROWS; n++)
		await bare.run(
			`insert into calls (id, source, source_key, group_key, direction, kind, started_at, time_basis, time_precision_ms, attributes) values ('${callId(n)}', 'bench', '${n}', '${n}', 'inbound', 'report', ${at}, 'epoch', 1, '{}')`
		);
	for (let from = 0; from < ROWS; from += CHUNK) {
		// The list bench needs no days; here every 30,000 calls are one.
		const rows = rowsStatement(isPostgres ? 'postgres' : 'sqlite', from, CHUNK);
		await bare.run(rows.replace('20251001', `${FIRST_DAY} + n / ${PER_DAY}`));
	}
	await bare.run('commit');
	await bare.finish();
}

/** The driver itself, with prepared statements. */
async function openBare() {
	const day = (parameter: string) =>
		`select agent_id, id, team_id, duration_ms, verdict, review_state, current from recordings where business_day = ${parameter}`;
	const chosen = (parameter: string) =>
		`select count(*) as n from assignments a join draws d on d.id = a.draw_id where d.period = ${parameter}`;
	if (isPostgres) {
		const { default: pg } = await import('pg');
		const client = new pg.Client({ connectionString: url });
		await client.connect();
		const ask = async (name: string, text: string, period: number) =>
			(await client.query<Record<string, unknown>>({ name, text, values: [period] })).rows;
		return {
			run: async (text: string) => void (await client.query(text)),
			day: (period: number) => ask('day', day('$1'), period),
			chosen: async (period: number) => Number((await ask('chosen', chosen('$1'), period))[0]!.n),
			finish: async () => void (await client.query('vacuum analyze')),
			close: () => client.end()
		};
	}
	const { default: Database } = await import('better-sqlite3');
	const connection = new Database(url.replace(/^file:/, ''));
	connection.pragma('cache_size = -65536');
	connection.pragma('mmap_size = 1073741824');
	connection.pragma('synchronous = OFF');
	const ask = async (text: string, period: number) =>
		connection.prepare(text).all(period) as Record<string, unknown>[];
	return {
		run: async (text: string) => void connection.exec(text),
		day: (period: number) => ask(day('?'), period),
		chosen: async (period: number) => Number((await ask(chosen('?'), period))[0]!.n),
		finish: async () => void connection.pragma('wal_checkpoint(TRUNCATE)'),
		close: async () => void connection.close()
	};
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}

function median(values: number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
