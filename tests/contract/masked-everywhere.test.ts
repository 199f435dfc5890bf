/** Customers' numbers, planted wherever one is delivered, in everything that the server gives to read, to each role. */
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { scopeOf } from '#lib/people/permissions.ts';
import { roles, type Actor } from '#lib/people/role.ts';
import { maskNumber } from '#lib/recordings/masking.ts';
import { recordingPage } from '#lib/recordings/server/queries.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import { routePolicy } from '#src/route-policy.ts';
import { zone } from '../fixtures/example-centre.ts';
import { matrixCentre } from '../fixtures/matrix-centre.ts';
import { reviewedAt as now } from '../fixtures/reviews.ts';
import { testDatabase } from '../support/database.ts';
import { answerOf, emptyRuntime, eventOf, handlerOf } from '../support/route-call.ts';

const number = '13912345678';
const orderPhone = '13787654321';
const planted = /139\D?1234\D?5678|137\D?8765\D?4321/;

/** The centre with both numbers in every call: number, names, line, notes, work order. */
async function plantedCentre() {
	const centre = await matrixCentre(await testDatabase());
	const { db } = centre;
	const fileName = `in-3201-${number}-20260301-100000-1772330400.12.wav`;
	const attributes = {
		...{ workOrder: `GD-${orderPhone}`, orderPhone, orderStation: '城东维修站' },
		...{ orderAddress: `和平路 18 号，电话 ${orderPhone}`, 'customer.e164': `+86${number}` }
	};
	await db.tx(async (tx) => {
		const rows = await tx.select({ id: recordings.id, callId: recordings.callId }).from(recordings);
		for (const { id, callId } of rows) {
			const issues = [{ code: 'copy-of', by: fileName }];
			const shown = { customerMasked: maskNumber(number), endpoint: number, issues };
			await tx
				.update(recordings)
				.set({ ...shown, fileName, key: `${id}/${fileName}` })
				.where(eq(recordings.id, id));
			await tx
				.update(calls)
				.set({ customerNumber: number, customerMasked: maskNumber(number), attributes })
				.where(eq(calls.id, callId));
		}
	});
	return centre;
}

/** Everything that is read: loads and GETs of whoever is signed in, with the id of what they name. */
const reads = Object.entries(routePolicy).flatMap(([route, names]) =>
	Object.keys(names)
		.filter(
			(name) => ['load', 'GET'].includes(name) && names[name] !== 'open' && route !== '/healthz'
		)
		.map((name): [string, string] => [route, name])
);

/** What the id in an address names, by its first part; else a recording. */
const subjects: Record<string, 'review' | 'concealment' | 'assignment' | 'deletion'> = {
	...{ reviews: 'review', concealments: 'concealment' },
	...{ sampling: 'assignment', custody: 'deletion' }
};

it('stand in no page, no data, no export, to no role', { timeout: 600_000 }, async () => {
	const { db, people, callOf } = await plantedCentre();
	const lines: string[] = [];
	const runtime = emptyRuntime(db, now);
	const failed: string[] = [];
	let told = 0;
	for (const role of roles) {
		const { actor, staffNo } = people[role];
		const { own, team } = callOf(role);
		for (const of of reads) {
			const named = subjects[of[0].split('/')[1]!] ?? 'recording';
			for (const call of of[0].includes('[') ? [own, team] : [own]) {
				const locals = { db, actor, now, zone, runtime, staffNo, locale: 'en', signedIn: true };
				const params = { month: '2026-03', agentId: call.agentId };
				try {
					const event = eventOf(locals, { of, id: call[named], params });
					const { body, status } = await answerOf(await handlerOf(...of), event);
					told += status === 200 ? 1 : 0;
					if (planted.test(body)) lines.push(`${of.join(' ')} ${role}`);
				} catch (error) {
					failed.push(`${of.join(' ')} ${role}: ${String(error)}`);
				}
			}
		}
	}
	expect(lines).toEqual([]);
	expect(failed).toEqual([]);
	expect(told).toBeGreaterThan(200);
	for (const { body } of await db.read.select().from(auditEntries))
		expect(body).not.toMatch(planted);
});

it('are found by the digits that are shown and by no others', async () => {
	const { db, people } = await plantedCentre();
	const found = async (actor: Actor, filter: { numberEnd?: string; q?: string }) => {
		const scope = scopeOf(actor, 'recording.list');
		return (await recordingPage(db.read, { scope, filter, zone })).rows.length;
	};
	for (const { actor } of [people['department-head'], people.auditor]) {
		expect(await found(actor, { numberEnd: '5678' })).toBeGreaterThan(3);
		for (const hidden of ['1234', '3456', '4567', '45678', '345678'])
			expect(await found(actor, { numberEnd: hidden }), hidden).toBe(0);
		for (const q of [number, '139', '1234', '5678', orderPhone])
			expect(await found(actor, { q })).toBe(0);
	}
});
