import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { wholeFileNames, type WholeFileName } from '#lib/reports/month-file.ts';
import { keepFiles, keptFilesOf } from '#lib/reports/server/keep-files.ts';
import { keptFiles } from '#lib/reports/server/schema.ts';
import { wholeContent } from '#lib/reports/ui/month-content.ts';
import { standingLocks } from '#lib/assessments/server/locks.ts';
import { zone, type Person } from '../fixtures/example-centre.ts';
import { april, closeMarch, exported, reviewedMonth } from '../fixtures/exports.ts';
import { march } from '../fixtures/ledger.ts';
import { contextOf } from '../fixtures/reviews.ts';
import { answerOf, eventOf, handlerOf } from '../support/route-call.ts';

const ROUTE = '/assessments/[month=month]/close/files/[file]';
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function aClosedMonth() {
	const centre = await reviewedMonth();
	const { db, ana, north } = centre;
	const { departmentId } = north;
	const keep = async (by: Person) => {
		const of = { month: march, departmentId };
		const outcome = await keepFiles(contextOf(db, by.actor, april), of, (file, filed) =>
			wholeContent({ month: march, file }, filed)
		);
		return outcome.ok ? 'ok' : outcome.refusal;
	};
	return { ...centre, keep, close: () => closeMarch(db, ana, departmentId) };
}

const handed = async (db: Db, { actor }: Person, file: string, lockId: string) => {
	const event = eventOf(
		{ db, actor, now: april, zone },
		{ of: [ROUTE, 'GET'], id: '', params: { month: '2026-03', file }, search: `?lock=${lockId}` }
	);
	return (await (
		await handlerOf(ROUTE, 'GET')
	)(event)) as Response;
};

const statusOf = async (db: Db, who: Person, file: string, lockId: string) =>
	(await answerOf(() => handed(db, who, file, lockId), undefined)).status;

describe('the files of a closed month', () => {
	it('are kept byte for byte with their hashes in the chain, once', async () => {
		const { db, ana, omar, lin, keep, close } = await aClosedMonth();
		expect(await keep(ana)).toBe('not-closed');
		await close();
		expect(await keep(omar)).toBe('not-found');
		expect(await keep(ana)).toBe('ok');
		expect(await keep(ana)).toBe('already-kept');

		const [lock] = await standingLocks(db.read, march);
		const kept = await keptFilesOf(db.read, [lock!.id]);
		expect(kept.map(({ file }) => file)).toEqual([...wholeFileNames].sort());
		const [entry] = await db.read
			.select({ body: auditEntries.body })
			.from(auditEntries)
			.where(eq(auditEntries.kind, 'month.filed'));
		const { facts } = JSON.parse(entry!.body) as { facts: { files: { file: string }[] } };
		expect(facts.files.map(({ file }) => file)).toEqual([...wholeFileNames]);

		const ofFile = (file: WholeFileName) => kept.find((one) => one.file === file)!;
		const { bytes } = await exported(db, ana, 'month.csv');
		expect(sha256(bytes)).toBe(ofFile('month.csv').sha256);
		await db.tx((tx) => tx.update(users).set({ name: 'Renamed' }).where(eq(users.id, ana.id)));
		await db.tx((tx) => tx.update(users).set({ name: 'Renamed' }).where(eq(users.id, lin.id)));
		for (const file of wholeFileNames) {
			const response = await handed(db, ana, file, lock!.id);
			const text = Buffer.from(await response.arrayBuffer());
			expect([sha256(text), text.length], file).toEqual([ofFile(file).sha256, ofFile(file).bytes]);
			expect(response.headers.get('content-disposition')).toContain('attachment');
		}
		await expect(db.tx((tx) => tx.update(keptFiles).set({ content: '' }))).rejects.toThrow();
		await expect(db.tx((tx) => tx.delete(keptFiles))).rejects.toThrow();
	});

	it('are handed to those alone who may take out the whole department’s month', async () => {
		const { db, ana, omar, lin, keep, close } = await aClosedMonth();
		await close();
		await keep(ana);
		const [lock] = await standingLocks(db.read, march);
		for (const who of [omar, lin])
			expect(await statusOf(db, who, 'month.csv', lock!.id), who.staffNo).toBe(404);
		expect(await statusOf(db, ana, 'answers.csv', lock!.id)).toBe(404);
		expect(await statusOf(db, ana, 'month.csv', ana.id)).toBe(404);
		expect(await statusOf(db, ana, 'month.csv', 'nonsense')).toBe(404);
		const before = await db.read.$count(auditEntries, eq(auditEntries.kind, 'assessment.exported'));
		await handed(db, ana, 'month.csv', lock!.id);
		const after = await db.read.$count(auditEntries, eq(auditEntries.kind, 'assessment.exported'));
		expect(after).toBe(before + 1);
	});
});
