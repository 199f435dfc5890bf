/**
 * The commands as an operator runs them: exit codes, JSON, and the same figures as the pages. One of
 * them as a process of its own, the others in the process of the test.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AgentMonth } from '#lib/assessments/month.ts';
import { monthTable } from '#lib/assessments/server/month-pages.ts';
import { assignmentsOf } from '#lib/duty/server/stored-draws.ts';
import { systemActor } from '#lib/people/role.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { assignments, draws } from '#lib/sampling/server/schema.ts';
import { addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { commandLine } from '../support/command-line.ts';
import { testDatabase } from '../support/database.ts';

/** What the commands answer, as far as the tests look inside. */
interface Answer {
	drawId: string;
	agents: { staffNo: string }[];
	teams: { team: string }[];
}

async function aCentre() {
	const db = await testDatabase();
	const data = mkdtempSync(path.join(tmpdir(), 'listenback-commands-'));
	onTestFinished(() => rmSync(data, { recursive: true, force: true }));
	const centre = await exampleCentre(db);
	const startedAt = new Date('2026-11-20T02:00:00Z');
	for (const agent of [centre.lin, centre.wei])
		await addRecording(db, { agentId: agent.id, place: centre.north, startedAt });
	const env = {
		DATABASE_URL: db.url,
		LISTENBACK_DATA: data,
		LISTENBACK_ZONE: zone,
		LISTENBACK_NOW: '2026-11-21T04:00:00Z'
	};
	const run = async (...args: string[]) => {
		const ran = await commandLine(env, args);
		const json = args.includes('--json') && ran.status === 0;
		return { ...ran, answer: json ? (JSON.parse(ran.stdout) as Answer) : ({} as Answer) };
	};
	const runAlone = (...args: string[]) =>
		spawnSync(process.execPath, ['src/cli.ts', ...args], {
			encoding: 'utf8',
			env: { ...process.env, ...env }
		});
	return { db, run, runAlone, ...centre };
}

function withoutIds(agent: AgentMonth): object {
	const inner = ['agentId', 'teamId', 'departmentId'];
	return Object.fromEntries(Object.entries(agent).filter(([name]) => !inner.includes(name)));
}

describe('listenback draw', () => {
	it('draws once, foretells, shows and verifies', async () => {
		const { db, run } = await aCentre();
		const draw = ['draw', 'run', '--period', '2026-11-20', '--json'];
		const { answer: trial } = await run(...draw, '--dry-run');
		expect(trial).toMatchObject({ drawId: null, already: false });
		expect(await db.read.$count(draws)).toBe(0);
		const { answer: made } = await run(...draw);
		expect(made).toMatchObject({
			plan: 'daily-spot-check',
			period: '2026-11-20',
			algorithm: 'sha256-rank/2',
			late: true,
			candidates: 2,
			already: false,
			assignments: [
				{ agent: 'A1', reviewer: 'L1', rank: 1, dueAt: '2026-11-23T04:00:00.000Z' },
				{ agent: 'A2', reviewer: 'L1', rank: 1, dueAt: '2026-11-23T04:00:00.000Z' }
			],
			shares: [
				{ agent: 'A1', wanted: 1, eligible: 1, chosen: 1, ineligible: {} },
				{ agent: 'A2', wanted: 1, eligible: 1, chosen: 1, ineligible: {} }
			]
		});
		expect({ ...made, drawId: null, late: false }).toEqual(trial);
		const { answer: again } = await run(...draw);
		expect(again).toEqual({ ...made, already: true });
		expect((await run('draw', 'show', made.drawId, '--json')).answer).toEqual(again);
		expect((await run('draw', 'show', '--period', '2026-11-20', '--json')).answer).toEqual(again);
		expect((await run('draw', 'verify', made.drawId, '--json')).answer).toEqual({ match: true });
		expect(await run('draw', 'verify', made.drawId)).toMatchObject({
			status: 0,
			stdout: 'match\n'
		});
	});

	it('takes any day of a week’s period', async () => {
		const { run } = await aCentre();
		const weekly = ['--plan', 'weekly-audit', '--period'];
		const { answer: made } = await run('draw', 'run', ...weekly, '2026-11-12', '--json');
		expect(made).toMatchObject({ period: '2026-11-09', lastDay: '2026-11-15', shares: [] });
		expect((await run('draw', 'show', ...weekly, '2026-11-15', '--json')).answer.drawId).toBe(
			made.drawId
		);
		const open = await run('draw', 'run', ...weekly, '2026-11-20');
		expect(open).toMatchObject({ status: 1, stdout: '' });
		expect(open.stderr).toContain('not over yet');
	});

	it('writes a draw for another program, and says what differs with 3', async () => {
		const { db, run, runAlone } = await aCentre();
		const { drawId } = (await run('draw', 'run', '--period', '2026-11-20', '--json')).answer;
		const [task] = await assignmentsOf(db.read, drawId);
		const text = (await run('draw', 'export', drawId)).stdout;
		const file = path.join(mkdtempSync(path.join(tmpdir(), 'listenback-export-')), 'draw.json');
		onTestFinished(() => rmSync(path.dirname(file), { recursive: true, force: true }));
		expect(await run('draw', 'export', drawId, '-o', file)).toMatchObject({
			status: 0,
			stdout: ''
		});
		expect(readFileSync(file, 'utf8')).toBe(text);
		expect(JSON.parse(text)).toMatchObject({ id: drawId, algorithm: 'sha256-rank/2' });

		await db.tx((tx) =>
			tx.update(assignments).set({ rank: 7 }).where(eq(assignments.id, task!.id))
		);
		const verified = runAlone('draw', 'verify', drawId);
		expect(verified.status).toBe(3);
		expect(verified.stdout).toContain(`pick-differs, unit ${task!.unitId}`);
		const json = await run('draw', 'verify', drawId, '--json');
		expect(JSON.parse(json.stdout)).toMatchObject({ match: false, fault: 'pick-differs' });
	});

	it('answers what cannot be done with a sentence and 1', async () => {
		const { run, runAlone } = await aCentre();
		const cases: [string[], string][] = [
			[['draw', 'run'], '--period must be a day'],
			[['draw', 'run', '--period', '2026-02-30'], '--period must be a day'],
			[['draw', 'run', '--period', '2026-11-21'], 'not over yet'],
			[['draw', 'run', '--period', '2026-11-20', '--plan', 'weekly'], 'no plan "weekly"'],
			[['draw', 'show'], 'give the id'],
			[['draw', 'show', newId()], 'no such draw'],
			[['draw', 'verify', 'x'], 'give the id'],
			[['draw', 'verify', newId()], 'no such draw'],
			[['draw', 'export', newId()], 'no such draw'],
			[['draw', 'export'], 'give the id']
		];
		for (const [args, sentence] of cases) {
			const { status, stdout, stderr } = await run(...args);
			expect({ status, stdout }, args.join(' ')).toEqual({ status: 1, stdout: '' });
			expect(stderr).toContain(sentence);
			expect(stderr).not.toContain('    at ');
		}
		const alone = runAlone('draw', 'show');
		expect(alone).toMatchObject({ status: 1, stdout: '' });
		expect(alone.stderr).toContain('give the id');
	});
});

describe('listenback assess and penalty', () => {
	it('give the figures of the pages', async () => {
		const { db, run } = await aCentre();
		const now = new Date('2026-11-21T04:00:00Z');
		const context = { db, actor: systemActor('command-line'), now, zone };
		const { agents, teams } = await monthTable(context, 202_611);
		const { answer } = await run('assess', '2026-11', '--json');
		expect(answer).toMatchObject({ month: '2026-11', penaltyTable: 1 });
		const agrees = { frozen: null, ledger: null };
		expect(answer.agents).toEqual(agents.map((agent) => ({ ...withoutIds(agent), agrees })));
		expect(answer.teams.map(({ team }) => team)).toEqual(teams.map(({ team }) => team));
		const { answer: one } = await run('assess', '2026-11', '--agent', 'A2', '--json');
		expect(one.agents).toEqual([answer.agents[1]]);
		const { answer: team } = await run('assess', '2026-11', '--team', 'South', '--json');
		expect(team.agents.map(({ staffNo }) => staffNo)).toEqual(['A3']);
	});

	it('price by the table in force', async () => {
		const { run } = await aCentre();
		expect((await run('penalty', '--severe', '5', '--json')).answer).toEqual({
			perItem: [1000, 1000, 1000, 6000, 6000],
			total: 15_000
		});
	});

	it('answer what cannot be done with a sentence and 1', async () => {
		const { run } = await aCentre();
		const cases: [string[], string][] = [
			[['assess'], 'give one month'],
			[['assess', '2026-13'], 'give one month'],
			[['assess', '2026-11', '--agent', 'nobody'], 'nobody with staff number'],
			[['assess', '2026-11', '--team', 'East'], 'no team "East"'],
			[['penalty', '--severe', '-1'], 'penalty'],
			[['penalty', '--severe', '1.5'], 'whole number']
		];
		for (const [args, sentence] of cases) {
			const { status, stdout, stderr } = await run(...args);
			expect({ status, stdout }, args.join(' ')).toEqual({ status: 1, stdout: '' });
			expect(stderr).toContain(sentence);
			expect(stderr).not.toContain('    at ');
		}
	});
});
