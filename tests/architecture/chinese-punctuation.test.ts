import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, it } from 'vitest';

/** Punctuation of the Latin script beside a Chinese character, with or without a space. */
const halfWidth = /[\u4e00-\u9fff] ?[,;:?!]|[\u4e00-\u9fff]\.|[,;:?!] ?[\u4e00-\u9fff]/;
const folders = ['src/lib/i18n/messages/zh-CN', 'src/lib/rubric/standard'];

it.each([
	['评分,备注', true],
	['完成!', true],
	['原因: 无', true],
	['评分，备注 1,024 条', false],
	['9:05 抽取', false]
])('of %s says %s', (text, found) => {
	expect(halfWidth.test(text)).toBe(found);
});

it.each(folders)('the Chinese texts of %s use full-width punctuation', (folder) => {
	const texts = readdirSync(folder).map((file) => ({
		file,
		lines: readFileSync(path.join(folder, file), 'utf8').split('\n')
	}));
	expect(texts.some(({ lines }) => lines.some((line) => /[\u4e00-\u9fff]/.test(line)))).toBe(true);
	const wrong = texts.flatMap(({ file, lines }) =>
		lines.filter((line) => halfWidth.test(line)).map((line) => `${file}: ${line.trim()}`)
	);
	expect(wrong).toEqual([]);
});
