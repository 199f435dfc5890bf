/** The workbook of a month in another program: figures, dates and Chinese as they were written, and no formula. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, it, onTestFinished } from 'vitest';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import { assessMonth } from '#lib/assessments/server/assess.ts';
import { CHINESE, exported, FORMULA, reviewedMonth } from '../fixtures/exports.ts';
import { zone } from '../fixtures/example-centre.ts';
import { march } from '../fixtures/ledger.ts';
import { libreOfficeMisses, sheetsAsCsv } from '../support/libreoffice.ts';

const misses = libreOfficeMisses();
if (misses) process.stdout.write(`Not run: ${misses}.\n`);

it.skipIf(misses)(
	'LibreOffice reads the month as it was written',
	async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'listenback-office-'));
		onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
		overwriteGetLocale(() => 'zh-CN');
		onTestFinished(() => overwriteGetLocale(() => 'en'));
		const { db, ana } = await reviewedMonth();
		const file = path.join(folder, 'month.xlsx');
		writeFileSync(file, (await exported(db, ana, 'month.xlsx')).bytes);

		const sheets = sheetsAsCsv(folder, file);
		expect(Object.keys(sheets).sort()).toEqual(['台账', '台账记录', '汇总', '版本'].sort());
		const summary = parse(sheets['汇总']!, { columns: true }) as unknown as Record<
			string,
			string
		>[];
		const { agents } = await assessMonth(db.read, { month: march, zone });
		for (const agent of agents) {
			const row = summary.find((one) => one['工号'] === agent.staffNo)!;
			expect(row).toMatchObject({
				话务员: agent.name,
				质检平均分: agent.meanScore!.toFixed(1),
				'计分质检数（n）': String(agent.scored),
				严重违纪项: String(agent.severe),
				'严重违纪金额（全部成立时）': `¥${(agent.amountFen / 100).toFixed(2)}`
			});
		}
		expect(summary.map((row) => row['话务员'])).toEqual(expect.arrayContaining([CHINESE, FORMULA]));
		const ledger = parse(sheets['台账']!, { columns: true }) as unknown as Record<string, string>[];
		const severe = ledger.filter((row) => row['类别'] === '严重违纪项');
		expect(severe.map((row) => row['扣款金额'])).toEqual(['¥10.00', '¥10.00', '¥10.00', '¥60.00']);
		expect(severe[0]!['通话时间']).toBe('2026-03-01 10:01:00');
	},
	600_000
);
