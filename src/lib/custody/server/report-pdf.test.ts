import { expect, it } from 'vitest';
import type { Paper } from '../paper.ts';
import { paperPdf } from './report-pdf.ts';

const line = (n: number) => ({
	...{ when: `2026-03-02 10:00:0${n % 10}`, who: '李梅', roles: '班组长 北组', what: '播放录音' },
	...{ detail: '听取 0:00–1:20（共 1:20）', marks: `#${n} recording:0193a7f0` }
});
const paper = (lines: number): Paper => ({
	title: '录音保管报告',
	centre: '供热服务热线',
	madeAt: new Date('2026-03-02T09:00:00Z'),
	facts: [['入库时的 SHA-256', 'ab'.repeat(32)]],
	parts: [
		{ title: '播放与下载', none: '无。', lines: Array.from({ length: lines }, (_, n) => line(n)) },
		{ title: '删除申请', none: '无。', lines: [] }
	],
	signatures: ['签名', '日期'],
	pageOf: (page, pages) => `第 ${page} 页，共 ${pages} 页`
});

/** Text as a reader takes it out of the document: glyph numbers through the font's own table. */
function textOf(pdf: string): string {
	const table = new Map<string, string>();
	for (const [, from, body] of pdf.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
		const first = parseInt(from!, 16);
		for (const [n, unit] of [...body!.matchAll(/<([0-9a-f ]+)>/g)].entries())
			table.set(
				(first + n).toString(16).padStart(4, '0'),
				Buffer.from(unit[1]!.replaceAll(' ', ''), 'hex').swap16().toString('utf16le')
			);
	}
	const shown = [...pdf.matchAll(/\[([^\]]*)\] TJ/g)].map(([, body]) =>
		[...body!.matchAll(/<([0-9a-f]+)>/g)]
			.flatMap(([, glyphs]) => glyphs!.match(/.{4}/g) ?? [])
			.map((glyph) => table.get(glyph) ?? '\uFFFD')
			.join('')
	);
	return shown.join('\n');
}
const pagesOf = (pdf: string) => pdf.match(/\/Type \/Page\b(?!s)/g)?.length;

it('is A4 with its pages numbered, and its Chinese can be read back', async () => {
	const pdf = (await paperPdf(paper(40), { compress: false })).toString('latin1');
	const text = textOf(pdf);
	expect(pdf).toContain('/MediaBox [0 0 595.28 841.89]');
	const pages = pagesOf(pdf)!;
	expect(pages).toBeGreaterThan(1);
	for (let page = 1; page <= pages; page++) expect(text).toContain(`第 ${page} 页，共 ${pages} 页`);
	for (const words of [
		'录音保管报告',
		'供热服务热线',
		'李梅',
		'班组长 北组',
		'签名',
		'日期',
		'无。'
	])
		expect(text).toContain(words);
	expect(text.match(/播放录音/g)).toHaveLength(40);
	expect(text).toContain('ab'.repeat(32));
	expect(text).not.toContain('\uFFFD');
});

it('a short one is one page; the font is a part of it, not the whole', async () => {
	const pdf = await paperPdf(paper(1));
	expect(pagesOf(pdf.toString('latin1'))).toBe(1);
	expect(pdf.length).toBeLessThan(60_000);
});
