import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { systemActor } from '#lib/people/role.ts';
import { publishForm, publishStandardRubrics } from '#lib/rubric/server/publish.ts';
import {
	publishedRubric,
	publishedRubrics,
	rubricFor,
	rubricVersion
} from '#lib/rubric/server/queries.ts';
import { rubricVersions } from '#lib/rubric/server/schema.ts';
import { callBackForm } from '#lib/rubric/standard/call-back.ts';
import { reportForm } from '#lib/rubric/standard/report.ts';
import { testDatabase } from '../support/database.ts';
import { callAt, contextOf, reportCall } from '../fixtures/reviews.ts';

const setUp = systemActor('set-up');

describe('publishStandardRubrics', () => {
	it('publishes both forms as version 1, audited, and only once', async () => {
		const db = await testDatabase();
		const context = contextOf(db, setUp, callAt);
		expect(await publishStandardRubrics(context)).toEqual(['report', 'call-back']);
		expect(await publishStandardRubrics(context)).toEqual([]);
		const all = await publishedRubrics(db.read);
		expect(all.map(({ key, version, form }) => [key, version, form])).toEqual([
			['call-back', 1, callBackForm],
			['report', 1, reportForm]
		]);
		expect(await db.read.$count(auditEntries, eq(auditEntries.kind, 'rubric.published'))).toBe(2);
	});
});

describe('publishForm', () => {
	it('adds the next version and leaves the older one as it was', async () => {
		const db = await testDatabase();
		const context = contextOf(db, setUp, callAt);
		await publishStandardRubrics(context);
		const first = (await rubricFor(db.read, reportCall))!;
		const changed = structuredClone(reportForm);
		changed.title.en = 'Incoming report, second edition';

		const outcome = await db.tx((tx) => publishForm({ ...context, tx }, 'report', changed));
		expect(outcome).toMatchObject({ ok: true, value: { version: 2 } });
		expect((await rubricFor(db.read, reportCall))?.form).toEqual(changed);
		expect((await rubricVersion(db.read, first.versionId))?.form).toEqual(reportForm);
		expect((await publishedRubric(db.read, first.rubricId))?.version).toBe(2);
		expect((await publishedRubric(db.read, first.rubricId, 1))?.form).toEqual(reportForm);
	});

	it('refuses weights that do not sum up and a form without a change', async () => {
		const db = await testDatabase();
		const context = contextOf(db, setUp, callAt);
		await publishStandardRubrics(context);
		const off = structuredClone(reportForm);
		off.sections[0]!.items[0]!.weight += 1;
		const publish = (form: typeof off) =>
			db.tx((tx) => publishForm({ ...context, tx }, 'report', form));
		expect(await publish(off)).toEqual({ ok: false, refusal: 'weights-off' });
		expect(await publish(reportForm)).toEqual({ ok: false, refusal: 'unchanged' });
		expect(await db.read.$count(rubricVersions)).toBe(2);
	});

	it('keeps a published version from every change', async () => {
		const db = await testDatabase();
		await publishStandardRubrics(contextOf(db, setUp, callAt));
		const change = db.tx((tx) => tx.update(rubricVersions).set({ form: '{}' }));
		await expect(change).rejects.toSatisfy(isAppendOnlyViolation);
		await expect(db.tx((tx) => tx.delete(rubricVersions))).rejects.toSatisfy(isAppendOnlyViolation);
	});
});

describe('rubricFor', () => {
	it('chooses by kind; other calls are scored as reports; nothing before the first publication', async () => {
		const db = await testDatabase();
		expect(await rubricFor(db.read, reportCall)).toBeUndefined();
		await publishStandardRubrics(contextOf(db, setUp, callAt));
		const keys = await Promise.all(
			(['report', 'call-back', 'other'] as const).map(
				async (kind) => (await rubricFor(db.read, { ...reportCall, callKind: kind }))?.key
			)
		);
		expect(keys).toEqual(['report', 'call-back', 'report']);
		expect(await rubricVersion(db.read, 'no-id')).toBeUndefined();
	});
});
