/** `plan list` and `plan show` as an operator runs them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { changePlan } from '#lib/sampling/server/plan-changes.ts';
import { ensureStandardPlans } from '#lib/sampling/server/plans.ts';
import { DAILY_SPOT_CHECK, standardPlans } from '#lib/sampling/standard-plans.ts';
import { exampleCentre, zone } from '../fixtures/example-centre.ts';
import { commandLine } from '../support/command-line.ts';
import { testDatabase } from '../support/database.ts';

const now = new Date('2026-11-21T04:00:00Z');

it('listenback plan lists and shows what rules and what is to come', async () => {
	const db = await testDatabase();
	const data = mkdtempSync(path.join(tmpdir(), 'listenback-plans-'));
	onTestFinished(() => rmSync(data, { recursive: true, force: true }));
	const { ana } = await exampleCentre(db);
	const env = {
		DATABASE_URL: db.url,
		LISTENBACK_DATA: data,
		LISTENBACK_ZONE: zone,
		LISTENBACK_NOW: now.toISOString()
	};
	const run = (...args: string[]) => commandLine(env, ['plan', ...args]);
	const printed = async (...args: string[]) => {
		const { status, stdout, stderr } = await run(...args);
		expect(status, stderr).toBe(0);
		return stdout;
	};
	const json = async (...args: string[]) => JSON.parse(await printed(...args, '--json')) as unknown;
	const ready = Object.entries(standardPlans).map(([key, rule]) => ({
		key,
		departmentId: null,
		inForce: { version: 1, effectiveFrom: '1970-01-01', rule },
		pending: null
	}));
	expect(await json('list')).toMatchObject(ready.sort((a, b) => (a.key < b.key ? -1 : 1)));

	const context = { db, actor: ana.actor, now, zone };
	await ensureStandardPlans(context);
	const rule = { ...standardPlans[DAILY_SPOT_CHECK]!, paused: true };
	const change = { key: DAILY_SPOT_CHECK, rule, version: 1, reason: 'holidays' };
	expect(await changePlan(context, change)).toMatchObject({ ok: true });
	expect(await json('show', DAILY_SPOT_CHECK)).toMatchObject({
		key: DAILY_SPOT_CHECK,
		inForce: { version: 1, rule: { paused: false } },
		pending: { version: 2, effectiveFrom: '2026-11-22', rule: { paused: true } },
		versions: [
			{ version: 2, createdBy: ana.id, createdAt: now.toISOString(), reason: 'holidays' },
			{ version: 1, createdBy: 'system:command-line', reason: null }
		]
	});
	expect(await printed('list')).toContain('version 2 from 2026-11-22');
	expect(await printed('show', DAILY_SPOT_CHECK)).toContain('holidays');
	for (const args of [['show'], ['show', 'nightly'], ['show', 'a', 'b']])
		expect(await run(...args)).toMatchObject({ status: 1, stdout: '' });
});
