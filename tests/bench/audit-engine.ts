/** One engine's figures for the audit bench, as JSON. A process for each: dialect.ts chooses the engine when it is loaded. */
import { appendAudit } from '#lib/audit/server/append.ts';
import { verifyChain } from '#lib/audit/server/verify.ts';
import { systemActor } from '#lib/people/role.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { migrate } from '#lib/platform/server/db/migrate.ts';

export interface AuditTimes {
	entries: number;
	appendMs: number;
	verifyMs: number;
	/** The processor's share of it; the rest is waiting. */
	verifyCpuMs: number;
	/** How long the event loop was held at most while verifying. */
	heldMs: number;
}

const ENTRIES = Number(process.env.LISTENBACK_BENCH_ROWS ?? 1_000_000);
const AT_ONCE = 10_000;

const url = process.env.DATABASE_URL!;
await migrate(url);
const db = await openDatabase(url);
const actor = systemActor('command-line');

let began = performance.now();
for (let done = 0; done < ENTRIES; done += AT_ONCE) {
	const now = new Date(Date.UTC(2026, 0, 1) + done * 1000);
	await db.tx((tx) =>
		appendAudit(
			{ tx, actor, now },
			...Array.from({ length: AT_ONCE }, (_, n) => ({
				kind: 'recording.played' as const,
				subject: `recording:0195a3c1-7c1b-7d38-9a55-${String(done + n).padStart(12, '0')}`,
				facts: { heardMs: n * 7, ranges: [[0, n * 7]], revision: 1 },
				// One in a hundred is a decision with words.
				...(n % 100 === 0 ? { reason: 'the customer asked for it once more' } : {})
			}))
		)
	);
}
const appendMs = performance.now() - began;

let heldMs = 0;
let last = performance.now();
const timer = setInterval(() => {
	heldMs = Math.max(heldMs, performance.now() - last - 1);
	last = performance.now();
}, 1);
began = performance.now();
const before = process.cpuUsage();
const verdict = await verifyChain(db.read);
const verifyMs = performance.now() - began;
const { user, system } = process.cpuUsage(before);
const verifyCpuMs = (user + system) / 1000;
clearInterval(timer);
if (!verdict.ok || verdict.entries !== ENTRIES) throw new Error(JSON.stringify(verdict));
await db.close();
process.stdout.write(JSON.stringify({ entries: ENTRIES, appendMs, verifyMs, verifyCpuMs, heldMs }));
