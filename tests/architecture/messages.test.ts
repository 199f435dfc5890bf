import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { entryKinds } from '#lib/audit/entry.ts';

const folder = path.resolve('src/lib/i18n/messages');
const files = readdirSync(path.join(folder, 'en'));
const read = (locale: string, file: string) =>
	JSON.parse(readFileSync(path.join(folder, locale, file), 'utf8')) as Record<string, unknown>;
const slots = (message: unknown) =>
	[...new Set(JSON.stringify(message).match(/\{[a-zA-Z]\w*\}/g) ?? [])].sort();

describe.each(files)('messages of %s', (file) => {
	const en = read('en', file);
	const zh = read('zh-CN', file);

	it('exist in both languages under the same keys', () => {
		expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
	});

	it('are named after their file', () => {
		const prefix = `${file.replace('.json', '')}_`;
		expect(Object.keys(en).filter((key) => key !== '$schema' && !key.startsWith(prefix))).toEqual(
			[]
		);
	});

	it('fill the same slots', () => {
		const different = Object.keys(en).filter(
			(key) => slots(en[key]).join() !== slots(zh[key]).join()
		);
		expect(different).toEqual([]);
	});
});

it('lists every message file in the project settings, and no other', () => {
	const settings = JSON.parse(
		readFileSync('src/lib/i18n/project.inlang/settings.json', 'utf8')
	) as Record<string, { pathPattern: string[] }>;
	const listed = settings['plugin.inlang.messageFormat']!.pathPattern.map((p) => path.basename(p));
	expect(listed.sort()).toEqual([...files].sort());
	expect(readdirSync(path.join(folder, 'zh-CN')).sort()).toEqual([...files].sort());
});

it('holds no text that is said nowhere', () => {
	const said = new Set(
		readdirSync('src', { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.(ts|svelte)$/.test(file) && !file.startsWith('lib/i18n/'))
			.flatMap((file) => readFileSync(path.join('src', file), 'utf8').match(/\bm\.\w+/g) ?? [])
	);
	const keys = files.flatMap((file) => Object.keys(read('en', file)));
	expect(keys.filter((key) => key !== '$schema' && !said.has(`m.${key}`))).toEqual([]);
});

it('names every kind of audit entry in both languages', () => {
	const table = readFileSync('src/lib/audit/ui/kind-text.ts', 'utf8');
	const keys = entryKinds.map((kind) => `audit_kind_${kind.replaceAll(/[.-]/g, '_')}`);
	for (const locale of ['en', 'zh-CN']) {
		const texts = read(locale, 'audit.json');
		expect(keys.filter((key) => !texts[key])).toEqual([]);
	}
	expect(keys.filter((key) => !table.includes(`m.${key}`))).toEqual([]);
});
