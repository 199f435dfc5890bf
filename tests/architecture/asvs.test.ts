import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const rows = [
	...readFileSync('docs/asvs.md', 'utf8').matchAll(
		/^\| (\d+\.\d+\.\d+)( L3)? +\| ([^|]+) \| ([^|]+) \|$/gm
	)
].map(([, number, extra, short, shown]) => ({
	row: `${number}${extra ?? ''}`,
	short: short!.trim(),
	shown: shown!.trim()
}));

it('has a row for each requirement of level 2 that applies, and fifteen of level 3', () => {
	const extra = rows.filter(({ row }) => row.endsWith(' L3'));
	expect([rows.length - extra.length, extra.length]).toEqual([210, 15]);
	expect(new Set(rows.map(({ row }) => row)).size).toBe(225);
	expect(rows.filter(({ short }) => short === '')).toEqual([]);
});

it('names tests and sections that are there, or says why not', () => {
	const security = readFileSync('docs/security.md', 'utf8');
	for (const { row, shown } of rows) {
		const test = /^`(.+\.test\.ts)`$/.exec(shown)?.[1];
		const [, file, section] = /^(docs\/\S+\.md)(?: §(\d))?/.exec(shown) ?? [];
		if (test ?? file) expect(existsSync((test ?? file)!), `${row}: ${shown}`).toBe(true);
		else expect(shown, row).toMatch(/^not applicable: \S/);
		if (section) expect(security, row).toContain(`\n## ${section} `);
	}
});
