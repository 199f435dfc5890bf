/** The server on a SQLite file in which a bit has turned while it was stopped: read, and not written. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test } from '@playwright/test';
import { httpCentre, password, settings } from '../fixtures/http-centre.ts';
import { ask, post } from '../support/plain-http.ts';

test('a damaged database is read and not written, until somebody decides', async () => {
	const centre = await httpCentre();
	const { app, cookies, callOf, people } = centre;
	try {
		const file = path.join(app.dataDir, 'listenback.db');
		const read = async (page: string) =>
			ask(app.url, page, { headers: { cookie: cookies.technician } });
		const report = () => {
			const of = { cookie: cookies['team-lead'] };
			const { recording } = callOf('team-lead').team;
			return post(
				app.url,
				`/recordings/${recording}/incident`,
				{ kind: 'other', words: 'Hum' },
				of
			);
		};
		expect(await app.stop()).toBe(0);
		await app.start(settings);
		expect((await read('/custody/storage')).body).toContain('Compared at the last start');
		// Nobody seals what the server has open.
		await centre.inside(({ db }) => Promise.resolve(expect(db.seal).toEqual({ state: 'none' })));
		expect(existsSync(`${file}.seal`)).toBe(false);

		expect(await app.stop()).toBe(0);
		const bytes = readFileSync(file);
		bytes[bytes.length - 1]! ^= 1;
		writeFileSync(file, bytes);
		await app.start({ ...settings, env: { ...settings.env, LISTENBACK_JOBS: '1' } });
		expect(app.output()).toContain('database.changed');
		const storage = await read('/custody/storage');
		expect([storage.status, storage.body]).toEqual([
			200,
			expect.stringContaining('Changed while it was stopped')
		]);
		expect((await read('/incidents')).status).toBe(200);
		for (const refused of [
			await report(),
			await post(app.url, '/sign-in', { staffNo: people.auditor.staffNo, password })
		])
			expect([refused.status, refused.body]).toEqual([503, expect.stringContaining('failing')]);
		expect(await app.stop()).toBe(0);
		expect(readFileSync(file)).toEqual(bytes);

		rmSync(`${file}.seal`);
		await app.start(settings);
		expect((await report()).status).toBe(303);
		expect(app.output()).not.toContain('database.changed');
	} finally {
		await app.remove();
	}
});
