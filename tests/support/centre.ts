/** The centre as most journeys find it. How people get there by the pages is in spine.e2e.ts. */
import { expect } from '@playwright/test';
import { issuePasswordLink, setPasswordByLink } from '#lib/auth/server/credentials.ts';
import { offerSetUp, setUpCentre } from '#lib/auth/server/set-up.ts';
import { systemActor } from '#lib/people/role.ts';
import { importPeople } from '#lib/people/server/import.ts';
import { readPeopleFile } from '#lib/people/server/people-file.ts';
import { personByStaffNo } from '#lib/people/server/queries.ts';
import { atTime, businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { openRuntime } from '#src/runtime.ts';
import { ensureStandards } from '#src/standards.ts';
import type { App } from './app.ts';
import { firstAdministrator, password } from './steps.ts';

export const zone = 'Asia/Shanghai';
/** The day of a journey: ahead of the machine's clock, never back; a browser drops cookies that are past. */
export const day = businessDay(new Date(Date.now() + 3 * 86_400_000), zone);
export const instant = (on: BusinessDay, hour: number, minute = 0): string =>
	atTime(on, hour, minute, zone).toISOString();

/**
 * Makes the first administrator, the people of a CSV text and the passwords of `staffNos`, at the
 * time of the commands; by the same commands as the pages, without a browser.
 */
export async function peopleIn(app: App, csv: string, staffNos: string[]): Promise<void> {
	const runtime = await openRuntime(app.env(), { part: 'command-line' });
	try {
		const context = runtime.context();
		await ensureStandards(runtime.context(systemActor('set-up')));
		const token = (await offerSetUp(context))!;
		const made = await setUpCentre(context, { ...firstAdministrator, token, password });
		expect(made).toMatchObject({ ok: true });
		const file = readPeopleFile(Buffer.from(csv));
		const imported = await importPeople(context, file.ok ? file.rows : [], { dryRun: false });
		expect(imported).toMatchObject({ ok: true, value: { rejected: 0, held: 0 } });
		for (const staffNo of staffNos) {
			const person = await personByStaffNo(runtime.db.read, staffNo);
			const link = await issuePasswordLink(context, person!.id);
			const set = link.ok ? await setPasswordByLink(context, link.value.token, password) : link;
			expect(set, staffNo).toMatchObject({ ok: true });
		}
	} finally {
		await runtime.close();
	}
}
