import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { variableNames } from '#lib/platform/server/config.ts';
import { commands } from '#src/cli/commands.ts';

const manual = readFileSync('docs/manual.md', 'utf8');
const documented = [...manual.matchAll(/^\| `([A-Z_]{3,})` \|/gm)].map((match) => match[1]);

it('the manual lists every environment variable, and no other', () => {
	expect(documented.toSorted()).toEqual(variableNames.toSorted());
});

it('every command has a summary, a usage and help for each option', () => {
	expect(commands.length).toBeGreaterThan(5);
	for (const command of commands) {
		expect(command.summary, command.name).toMatch(/\S{2,}.*\.$/);
		for (const [name, option] of Object.entries(command.options))
			expect(option.help, `${command.name} --${name}`).not.toBe('');
	}
	expect(new Set(commands.map((command) => command.name)).size).toBe(commands.length);
});
