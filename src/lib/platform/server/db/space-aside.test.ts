import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { spaceAside } from './space-aside.ts';

const BYTES = 1 << 20;

it('is kept aside, given back once, and kept aside again', async () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-aside-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const file = path.join(folder, 'a.db');
	const place = `${file}.reserve`;
	const aside = spaceAside(file, BYTES, 20);
	onTestFinished(() => aside.close());
	await expect.poll(() => existsSync(place) && statSync(place).size).toBe(BYTES);
	await expect.poll(() => aside.release()).toBe(true);
	expect(aside.release()).toBe(false);
	await expect.poll(() => existsSync(place)).toBe(true);
});

it('is nothing where there is no room, or no folder', async () => {
	const aside = spaceAside(path.join(tmpdir(), 'listenback-nowhere', 'a.db'), BYTES, 20);
	onTestFinished(() => aside.close());
	await new Promise((resolve) => setTimeout(resolve, 60));
	expect(aside.release()).toBe(false);
});
