import { describe, expect, it } from 'vitest';
import { readyScheme, type SchemeContent } from '#lib/assessments/scheme.ts';
import { componentKind, componentKinds } from '#lib/assessments/components/index.ts';
import { postedScheme } from '#lib/assessments/scheme-form.ts';
import { assessMonth } from '#lib/assessments/server/assess.ts';
import { publishScheme, schemeFor, schemePage } from '#lib/assessments/server/schemes.ts';
import { schemes } from '#lib/assessments/server/schema.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import * as v from 'valibot';
import { closeMonth } from '../fixtures/ledger.ts';
import { exampleCentre, zone, type Person } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const now = new Date('2026-11-21T04:00:00Z');
const content: SchemeContent = {
	components: [
		{ ...readyScheme.content.components[0]!, weight: 80 },
		{ ...readyScheme.content.components[1]!, weight: 20 }
	],
	modifiers: []
};
const wanted = { content, effectiveFrom: 202_612, reason: '指标口径本季度尚未统一', basedOn: 1 };

const publish = (db: Db, { actor }: Person, given: Partial<typeof wanted> = {}) =>
	publishScheme({ db, actor, now, zone }, { ...wanted, ...given });

describe('a scheme', () => {
	it('holds from its month on, in versions, with an entry in the chain', async () => {
		const db = await testDatabase();
		const { ana } = await exampleCentre(db);
		expect(await schemeFor(db.read, 202_612)).toEqual(readyScheme);
		expect(await publish(db, ana)).toEqual({ ok: true, value: { version: 2 } });
		expect((await schemeFor(db.read, 202_611)).version).toBe(1);
		expect(await schemeFor(db.read, 202_612)).toMatchObject({ version: 2, content });
		expect((await assessMonth(db.read, { month: 202_701, zone })).agents[0]!).toMatchObject({
			rules: { scheme: 2 },
			score: { tenths: null, weightCounted: 0, modifiers: [] }
		});
		const [entry] = await db.read.select().from(auditEntries);
		expect(entry!.kind).toBe('scheme.versioned');
		const page = await schemePage({ db, actor: ana.actor, now, zone });
		expect(page).toMatchObject({ inForce: { version: 1 }, newest: { version: 2 }, manages: true });
		expect(page.versions.map(({ version, by }) => [version, by])).toEqual([
			[2, 'Person H1'],
			[1, null]
		]);
	});

	it('is made by a head alone, whole and with a reason, never for a past or closed month', async () => {
		const db = await testDatabase();
		const { ana, lin, omar, auditor, departmentId } = await exampleCentre(db);
		for (const person of [lin, omar, auditor])
			expect(await publish(db, person)).toEqual({ ok: false, refusal: 'not-allowed' });
		const lighter = { ...content, components: content.components.slice(0, 1) };
		expect(await publish(db, ana, { content: lighter })).toMatchObject({ refusal: 'invalid' });
		const [first] = content.components;
		const other = [{ ...first!, weight: 100, params: { each: 5 } }];
		expect(await publish(db, ana, { content: { ...content, components: other } })).toMatchObject({
			refusal: 'invalid'
		});
		expect(await publish(db, ana, { reason: 'weil' })).toMatchObject({
			refusal: 'reason-too-short'
		});
		expect(await publish(db, ana, { effectiveFrom: 202_610 })).toMatchObject({
			refusal: 'past-month'
		});
		expect(await publish(db, ana, { content: readyScheme.content })).toMatchObject({
			refusal: 'unchanged'
		});
		expect(await publish(db, ana, { basedOn: 7 })).toMatchObject({ refusal: 'outdated' });
		await closeMonth(db, { month: 202_611, by: ana, departmentId, agents: [lin] });
		expect(await publish(db, ana, { effectiveFrom: 202_611 })).toMatchObject({
			refusal: 'month-closed'
		});
		expect(await db.read.$count(schemes)).toBe(0);
	});

	it('is made once of two at the same moment, and changed by nobody', async () => {
		const db = await testDatabase();
		const { ana } = await exampleCentre(db);
		const outcomes = await Promise.all([publish(db, ana), publish(db, ana)]);
		expect(outcomes.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
		const change = db.tx((tx) => tx.update(schemes).set({ reason: 'other' }));
		expect(isAppendOnlyViolation(await change.catch((error: unknown) => error))).toBe(true);
	});
});

describe('the kinds of components', () => {
	it.each(componentKinds)(
		'%s begins with parameters that fit, and has a name in both languages',
		(name) => {
			const { params, standard } = componentKind(name);
			expect(v.is(params, standard.params)).toBe(true);
			const text = m[`scheme_kind_${name.replaceAll('-', '_')}` as 'scheme_kind_praise'];
			expect(text({}, { locale: 'zh-CN' })).not.toBe(text({}, { locale: 'en' }));
		}
	);
});

describe('the editor of a scheme', () => {
	it('posts what it shows, takes components out and adds one', () => {
		const form = new FormData();
		for (const { key, kind, weight, least } of readyScheme.content.components) {
			form.set(`kind.${key}`, kind);
			form.set(`weight.${key}`, String(weight));
			form.set(`least.${key}`, String(least));
		}
		for (const source of ['spot-check', 'weekly-audit', 'ad-hoc'])
			form.append('sources.reviews', source);
		form.set('by.reviews', 'mean');
		form.set('perfunctory.self-checks', '50');
		form.set('late.self-checks', '１００');
		form.set('given.praise', '0.5');
		form.set('most.praise', '5');
		form.set('given.violations', '−0.2');
		form.set('most.violations', '10');
		form.set('reported.violations', '0');
		expect(postedScheme(form)).toEqual(readyScheme.content);
		form.set('weight.peers', '0');
		form.set('addKind', 'severe-items');
		form.set('addWeight', '5');
		const { components } = postedScheme(form);
		expect(components.slice(-2)).toEqual([
			expect.objectContaining({ key: 'lead' }),
			{ key: 'severe-items', kind: 'severe-items', weight: 5, least: 0, params: { each: 250 } }
		]);
	});
});
