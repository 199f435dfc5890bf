/** `listenback draw run`, killed at one statement after the other: then it is made whole by the next run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { verifyChain } from '#lib/audit/server/verify.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { runDraw } from '#lib/duty/server/draws.ts';
import { verifyDraw } from '#lib/duty/server/stored-draws.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { systemActor } from '#lib/people/role.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { assignments, draws } from '#lib/sampling/server/schema.ts';
import { drawCommitments } from '#lib/sampling/server/draw-round-schema.ts';
import { DAILY_SPOT_CHECK } from '#lib/sampling/standard-plans.ts';
import { addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';
import { bySteps, type Program } from '../support/deaths.ts';

const period = 20_261_120;
const now = '2026-11-20T22:00:00Z';

async function aDay() {
	const db = await testDatabase();
	const { lin, wei, hao, north, south } = await exampleCentre(db);
	const startedAt = new Date('2026-11-20T02:00:00Z');
	for (const [agent, place] of [
		[lin, north],
		[wei, north],
		[hao, south]
	] as const)
		for (let call = 0; call < 3; call++)
			await addRecording(db, { agentId: agent.id, place, startedAt });
	return db;
}

const death = bySteps('kill-at-statement.mjs');

function drawIn(url: string): Program {
	const data = mkdtempSync(path.join(tmpdir(), 'listenback-kill-'));
	onTestFinished(() => rmSync(data, { recursive: true, force: true }));
	return {
		args: ['src/cli.ts', 'draw', 'run', '--period', '2026-11-20'],
		env: {
			...{ DATABASE_URL: url, LISTENBACK_DATA: data, LISTENBACK_ZONE: zone },
			LISTENBACK_NOW: now
		}
	};
}

const DEATHS = 7;
/** Spread over all steps. Odd, so that some die before a statement and some after it. */
const apartOf = (steps: number) => (Math.floor((steps - 1) / (DEATHS - 1)) - 1) | 1;

describe('a draw that is killed', () => {
	it('at any statement leaves nothing half done, and is made whole by the next', async () => {
		const whole = await aDay();
		const { end, points: last } = await death.whole(drawIn(whole.url));
		expect(end.status).toBe(0);
		const reached = new Set<string>();
		for (let step = last, n = 0; n < DEATHS; step -= apartOf(last), n++) {
			const db = await aDay();
			expect((await death.at(drawIn(db.url), step)).signal).toBe('SIGKILL');
			const before = {
				committed: await db.read.$count(drawCommitments),
				drawn: await db.read.$count(draws)
			};
			reached.add(`${before.committed} ${before.drawn}`);
			const drawn = before.drawn * 3;
			expect(await db.read.$count(assignments)).toBe(drawn);
			expect(await db.read.$count(recordings, eq(recordings.reviewState, 'assigned'))).toBe(drawn);
			expect(await db.read.$count(notifications)).toBe(before.drawn * 2);

			const context = { db, actor: systemActor('scheduler'), now: new Date(now), zone };
			const outcome = await runDraw(context, { planKey: DAILY_SPOT_CHECK, period });
			if (!outcome.ok) throw new Error(outcome.refusal);
			expect(outcome.value.already).toBe(before.drawn === 1);
			expect(await db.read.$count(draws)).toBe(1);
			expect(await db.read.$count(assignments)).toBe(3);
			for (const kind of ['draw.committed', 'draw.made'])
				expect(await db.read.$count(auditEntries, eq(auditEntries.kind, kind))).toBe(1);
			expect(await verifyDraw(db.read, outcome.value.drawId)).toEqual({ match: true });
			expect(await verifyChain(db.read)).toMatchObject({ ok: true });
			await db.close();
		}
		// Dead before the commitment, between commitment and draw, and after the draw.
		expect([...reached].sort()).toEqual(['0 0', '1 0', '1 1']);
	}, 240_000);
});
