/** One engine of the assess bench, in a process of its own: makes the rows, measures, prints JSON. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { agentMonthPage } from '#lib/assessments/server/month-pages.ts';
import { systemActor } from '#lib/people/role.ts';
import { resourceLimits } from '#lib/platform/server/thread.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { isPostgres } from '#lib/platform/server/db/dialect.ts';
import { migrate } from '#lib/platform/server/db/migrate.ts';
import { publishStandardRubrics } from '#lib/rubric/server/publish.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';
import { itemsOf } from '#lib/rubric/form.ts';
import { seededRandom } from '#lib/shared/seeded-random.ts';
import { openBare } from './assess-bare.ts';
import {
	AGENTS,
	assessStatements,
	firstMs,
	month,
	MONTH_REVIEWS,
	REVIEWS,
	stepMs,
	zone
} from './assess-rows.ts';
import { agentId, callId, departmentId, PER_CALL, rowsStatement, teamId } from './list-rows.ts';
import type { Ask } from './assess-thread.ts';

const ROUNDS = Number(process.env.LISTENBACK_BENCH_ROUNDS ?? 7);
const PAGES = 200;

export interface AssessTimes {
	reviews: number;
	inMonth: number;
	generationMs: number;
	/** Medians. */
	assessMs: number;
	bareMs: number;
	agents: number;
	/** How long the event loop was held at most while a thread counted. */
	heldMs: number;
	/** Wall time, and this process's share of a processor on the average. */
	page: { p50: number; p95: number; cpuMs: number };
}

const url = process.env.DATABASE_URL!;
await migrate(url);
const db = await openDatabase(url);
const context = { db, actor: systemActor('command-line'), now: new Date(firstMs), zone };
const reader = { id: agentId(AGENTS), name: 'Reader' };
const grants = [{ role: 'auditor' as const, teamId: null, departmentId: null }];
await publishStandardRubrics(context);
const rubric = (await publishedRubrics(db.read)).find(({ key }) => key === 'report')!;
let began = performance.now();
await generate();
const generationMs = performance.now() - began;

const worker = new Worker(new URL('./assess-thread.ts', import.meta.url), { resourceLimits });
await once(worker, 'message');
let heldMs = 0;
let last = performance.now();
const timer = setInterval(() => {
	heldMs = Math.max(heldMs, performance.now() - last - 1);
	last = performance.now();
}, 1);
const times: Record<Ask, number[]> = { assess: [], bare: [] };
let agents = 0;
for (let round = -1; round < ROUNDS; round++)
	for (const ask of round % 2 ? (['assess', 'bare'] as const) : (['bare', 'assess'] as const)) {
		worker.postMessage(ask);
		const [took] = (await once(worker, 'message')) as [{ ms: number; n: number }];
		if (round >= 0) times[ask].push(took.ms);
		if (ask === 'assess') agents = took.n;
	}
clearInterval(timer);
worker.postMessage('stop');

const random = seededRandom(17);
const pages: number[] = [];
let before = process.cpuUsage();
for (let round = -10; round < PAGES; round++) {
	if (round === 0) before = process.cpuUsage();
	began = performance.now();
	const page = await agentMonthPage(
		{ ...context, actor: { ...reader, grants } },
		month,
		agentId(random.below(AGENTS))
	);
	JSON.stringify(page);
	if (!page) throw new Error('no page');
	if (round >= 0) pages.push(performance.now() - began);
}
const { user, system } = process.cpuUsage(before);
const cpuMs = (user + system) / 1000 / PAGES;
await db.close();
const percentile = (list: number[], share: number) =>
	list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))]!;
process.stdout.write(
	JSON.stringify({
		reviews: REVIEWS,
		inMonth: MONTH_REVIEWS,
		generationMs,
		assessMs: percentile(times.assess, 0.5),
		bareMs: percentile(times.bare, 0.5),
		agents,
		heldMs,
		page: { p50: percentile(pages, 0.5), p95: percentile(pages, 0.95), cpuMs }
	} satisfies AssessTimes)
);

async function generate() {
	const bare = await openBare(url, { making: true });
	const engine = isPostgres ? 'postgres' : 'sqlite';
	const at = isPostgres ? `'2020-01-01T00:00:00Z'` : '0';
	const each = async (count: number, statement: (n: number) => string) => {
		for (let n = 0; n < count; n++) await bare.run(statement(n));
	};
	await bare.run('begin');
	await each(4, (n) => `insert into departments values ('${departmentId(n)}', 'D${n}', ${at})`);
	await each(
		40,
		(n) => `insert into teams values ('${teamId(n)}', '${departmentId(n % 4)}', 'T${n}', ${at})`
	);
	for (const n of Array.from({ length: AGENTS }, (_, index) => index)) {
		const [id, team] = [agentId(n), teamId(n % 40)];
		await bare.run(
			`insert into users (id, staff_no, name, created_at) values ('${id}', '${8000 + n}', 'Agent ${n}', ${at})`
		);
		await bare.run(
			`insert into team_memberships (id, user_id, team_id, from_at) values ('${id}', '${id}', '${team}', ${at})`
		);
		await bare.run(
			`insert into role_grants (id, user_id, role, from_at, granted_by) values ('${id}', '${id}', 'agent', ${at}, 'bench')`
		);
	}
	const reviewerId = agentId(AGENTS);
	await bare.run(
		`insert into users (id, staff_no, name, created_at) values ('${reviewerId}', 'L1', 'Lead', ${at})`
	);
	await each(
		Math.ceil(MONTH_REVIEWS / PER_CALL),
		(
			n
		) => `insert into calls (id, source, source_key, group_key, direction, kind, started_at, time_basis,
			time_precision_ms, attributes) values ('${callId(n)}', 'bench', '${n}', '${n}', 'inbound', 'report',
			${at}, 'epoch', 1, '{}')`
	);
	await bare.run(
		rowsStatement(engine, 0, MONTH_REVIEWS, { firstMs, stepMs, day: month * 100 + 1 })
	);
	const itemKeys = itemsOf(rubric.form)
		.filter(({ kind }) => kind === 'yes-no')
		.map(({ key }) => key);
	const { versionId } = rubric;
	for (const statement of assessStatements({ engine, versionId, itemKeys, reviewerId }))
		await bare.run(statement);
	await bare.run('commit');
	await bare.finish();
	await bare.close();
}
