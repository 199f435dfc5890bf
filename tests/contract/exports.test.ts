import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { assessMonth } from '#lib/assessments/server/assess.ts';
import { componentText } from '#lib/assessments/ui/scheme-texts.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { addPerson, zone, type Person } from '../fixtures/example-centre.ts';
import {
	april,
	CHINESE,
	closeMarch,
	exported,
	FORMULA,
	reviewedMonth,
	sheetOf
} from '../fixtures/exports.ts';
import { march } from '../fixtures/ledger.ts';
import { answerOf } from '../support/route-call.ts';

const statusOf = async (db: Db, who: Person, file: string, search = '') =>
	(await answerOf(() => exported(db, who, file, { search }), undefined)).status;

const entriesOf = async (db: Db) =>
	(
		await db.read
			.select({ body: auditEntries.body })
			.from(auditEntries)
			.where(eq(auditEntries.kind, 'assessment.exported'))
			.orderBy(auditEntries.seq)
	).map(({ body }) => JSON.parse(body) as { facts: Record<string, unknown> });

const csvRows = (bytes: Buffer) =>
	parse(bytes.toString('utf8'), { bom: true, columns: true }) as unknown as Record<
		string,
		string
	>[];

it('the workbook says what the month says, to the last digit, with figures as figures', async () => {
	const { db, ana } = await reviewedMonth();
	const { bytes, headers } = await exported(db, ana, 'month.xlsx');
	expect(headers.get('content-disposition')).toContain("filename*=UTF-8''");
	const rows = await sheetOf(bytes, 'Summary');
	const { agents } = await assessMonth(db.read, { month: march, zone });
	expect(rows).toHaveLength(agents.length);
	for (const agent of agents) {
		const row = rows.find((one) => one['Staff no.'] === agent.staffNo)!;
		expect(row).toMatchObject({
			Agent: agent.name,
			'Reviews scored (n)': agent.scored,
			'Mean of reviews': agent.meanScore,
			'95 % interval, low': agent.interval?.[0] ?? null,
			'95 % interval, high': agent.interval?.[1] ?? null,
			'Severe items': agent.severe,
			'Severe items, confirmed': agent.confirmedFen / 100,
			'Severe items, if all stand': agent.amountFen / 100,
			'Ledger, confirmed': agent.ledgerFen / 100,
			'Weight counted': agent.score.weightCounted,
			Score: agent.score.tenths === null ? null : agent.score.tenths / 10,
			'Self-checks': agent.selfChecks
		});
		const columns = Object.keys(row);
		const ending = (end: RegExp) => columns.filter((one) => end.test(one)).map((one) => row[one]);
		const { components, modifiers } = agent.score;
		const points = (tenths: number | null | undefined) => (tenths == null ? null : tenths / 10);
		expect(ending(/, of \d+$/)).toEqual(components.map((one) => points(one.tenths)));
		expect(ending(/, n$/)).toEqual(components.map(({ n }) => n));
		expect(ending(/, interval low$/)).toEqual(components.map((one) => points(one.interval?.[0])));
		expect(ending(/, interval high$/)).toEqual(components.map((one) => points(one.interval?.[1])));
		for (const { kind, tenths } of modifiers)
			expect(row[`${componentText(kind)}, points`]).toBe(points(tenths));
	}
	const lin = rows.find((one) => one['Staff no.'] === 'A1')!;
	expect([lin.Agent, lin['Severe items, if all stand']]).toEqual([CHINESE, 90]);
	const ledger = (await sheetOf(bytes, 'Ledger')).filter(({ Kind }) => Kind === 'Severe item');
	expect(ledger.map((line) => line['Amount charged'])).toEqual([10, 10, 10, 60]);
	// The wall clock of the centre: the first call was at 10:01 in Shanghai.
	expect(ledger[0]!.Call).toEqual(new Date('2026-03-01T10:01:00Z'));
	const versions = await sheetOf(bytes, 'Versions');
	expect(versions).toMatchObject([{ Month: '2026-03', 'Closed by': 'open' }]);
});

it('texts that begin like formulas stay texts', async () => {
	const { db, ana } = await reviewedMonth();
	const book = await sheetOf((await exported(db, ana, 'month.xlsx')).bytes, 'Summary');
	expect(book.find((row) => row['Staff no.'] === 'A2')!.Agent).toBe(FORMULA);
	const summary = csvRows((await exported(db, ana, 'month.csv')).bytes);
	expect(summary.find((row) => row['Staff no.'] === 'A2')!.Agent).toBe(`'${FORMULA}`);
	const answers = csvRows((await exported(db, ana, 'answers.csv')).bytes);
	const comments = answers.map(({ comment }) => comment).filter((words) => words !== '');
	expect(comments.filter((words) => words!.startsWith("'@SUM"))).toHaveLength(4);
	for (const row of [...summary, ...answers])
		for (const cell of Object.values(row))
			if (!/^-?\d+(\.\d+)?$/.test(cell)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
});

it('a lead takes out the own team, an agent the own month, others nothing', async () => {
	const { db, omar, lin, hao, auditor, ana } = await reviewedMonth();
	const names = async (who: Person) =>
		csvRows((await exported(db, who, 'month.csv')).bytes).map((row) => row['Staff no.']);
	expect(await names(omar)).toEqual(['A1', 'A2']);
	expect(await names(lin)).toEqual(['A1']);
	expect(await names(auditor)).toEqual(['A1', 'A2', 'A3']);
	const agentsIn = async (who: Person) =>
		new Set(csvRows((await exported(db, who, 'answers.csv')).bytes).map((row) => row.staff_no));
	expect(await agentsIn(omar)).toEqual(new Set(['A1', 'A2']));
	expect(await agentsIn(hao)).toEqual(new Set(['A3']));
	const tech = await addPerson(db, { staffNo: 'T1', role: 'technician' });
	expect(await statusOf(db, tech, 'month.xlsx')).toBe(404);
	expect(await statusOf(db, tech, 'answers.csv')).toBe(404);
	expect(await statusOf(db, omar, 'sheets.pdf', `?agent=${hao.id}`)).toBe(404);
	expect(await statusOf(db, lin, 'sheets.pdf', `?agent=${hao.id}`)).toBe(404);
	expect(await statusOf(db, ana, 'sheets.pdf', '?agent=nonsense')).toBe(404);
	expect(await statusOf(db, ana, 'payroll.xlsx')).toBe(404);
});

it('every file that leaves is an entry, with its rows and the hash of its bytes', async () => {
	const { db, ana, lin } = await reviewedMonth();
	const { bytes } = await exported(db, ana, 'month.csv');
	const sheet = await exported(db, ana, 'sheets.pdf', { search: `?agent=${lin.id}` });
	const lines = (await exported(db, ana, 'answers.jsonl')).bytes.toString('utf8').trim();
	const sha256 = (of: Buffer) => createHash('sha256').update(of).digest('hex');
	const answers = lines.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
	expect((await entriesOf(db)).map(({ facts }) => facts)).toEqual([
		{ month: march, file: 'month.csv', rows: 3, sha256: sha256(bytes) },
		{
			...{ month: march, file: 'sheets.pdf', rows: 1, agentId: lin.id },
			sha256: sha256(sheet.bytes)
		},
		{ month: march, file: 'answers.jsonl', rows: answers.length }
	]);
	const failed = answers.filter((row) => row.failed === true && row.staff_no === 'A1');
	expect(failed).toHaveLength(4);
	expect(failed[0]).toMatchObject({
		...{ item: 'no-invalid-promise', severe_code: 'invalid-promise', share_earned: 0 },
		...{ evidence_from_ms: 0, evidence_to_ms: 4000, evidence_passages: 1, dispute: null },
		...{ call_time: '2026-03-01 10:01:00', revision: 1, acknowledged: null }
	});
	expect(sheet.bytes.subarray(0, 5).toString()).toBe('%PDF-');
});

it('of a closed month every file is the same each time', async () => {
	const { db, ana, departmentId } = await reviewedMonth();
	await closeMarch(db, ana, departmentId);
	for (const file of ['month.xlsx', 'month.csv', 'sheets.pdf']) {
		const [first, second] = [
			await exported(db, ana, file),
			await exported(db, ana, file, { now: new Date(april.getTime() + 86_400_000) })
		];
		expect(first.bytes.equals(second.bytes), file).toBe(true);
	}
	const book = (await exported(db, ana, 'month.xlsx')).bytes;
	const [version] = await sheetOf(book, 'Versions');
	expect(version).toMatchObject({ Edition: 1, 'Closed by': 'Person H1' });
	const lin = (await sheetOf(book, 'Summary')).find((row) => row['Staff no.'] === 'A1')!;
	expect(lin['Severe items, confirmed']).toBe(90);
});
