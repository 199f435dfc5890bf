import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { addGreeting } from '#lib/calendar/server/changes.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import {
	setCompany,
	setPhrase,
	ensureStandardPhrases
} from '#lib/rubric/server/phrase-commands.ts';
import { phrasePage } from '#lib/rubric/server/phrase-page.ts';
import { phrasesFor } from '#lib/rubric/server/phrases.ts';
import { standardPhrases } from '#lib/rubric/server/schema.ts';
import { standardWords } from '#lib/rubric/standard/phrases.ts';
import { testDatabase } from '../support/database.ts';
import { contextOf, reviewCentre } from '../fixtures/reviews.ts';

// Reviewed on Monday 2 March 2026.
const today = 20_260_302;

it('says what was to be said in a call of its day: greeting, company, staff number', async () => {
	const db = await testDatabase();
	const { ana, omar } = await reviewCentre(db);
	const context = contextOf(db, ana.actor);
	expect(await ensureStandardPhrases(context)).toBe(standardWords.length);
	expect(await ensureStandardPhrases(context)).toBe(0);

	const said = async (
		itemKey: string,
		businessDay: number,
		callKind: 'report' | 'other' = 'report'
	) => {
		const phrases = await phrasesFor(db.read, { callKind, businessDay, staffNo: '1001' });
		return phrases.find((phrase) => phrase.itemKey === itemKey)?.words['zh-CN'];
	};
	expect(await said('greeting', today)).toBe(
		'您好，【公司名称】，1001 号为您服务，请问有什么问题？'
	);
	expect(await setCompany(context, { en: 'City Heating', 'zh-CN': '城市供热' })).toMatchObject({
		ok: true
	});
	await addGreeting(context, {
		firstDay: 20_260_501,
		lastDay: 20_260_505,
		zh: '劳动节快乐',
		en: 'Happy Labour Day'
	});
	expect([await said('greeting', today), await said('greeting', 20_260_501, 'other')]).toEqual([
		'您好，城市供热，1001 号为您服务，请问有什么问题？',
		'劳动节快乐，城市供热，1001 号为您服务，请问有什么问题？'
	]);
	const nobody = await phrasesFor(db.read, {
		callKind: 'call-back',
		businessDay: today,
		staffNo: null
	});
	expect(nobody.find(({ itemKey }) => itemKey === 'greeting')?.words.en).toContain(
		'[staff number]'
	);

	// From its day on; calls before keep the words of their day, and a second change of a day counts.
	const set = (fromDay: number, en: string, zh: string, itemKey = 'greeting') =>
		setPhrase(context, { callKind: 'report', itemKey, en, zh, fromDay });
	expect(await set(20_260_310, 'Hi {company}', '{company}你好')).toMatchObject({ ok: true });
	expect(await set(20_260_310, 'Good day', '{greeting}，这里是{company}。')).toMatchObject({
		ok: true
	});
	expect([await said('greeting', 20_260_309), await said('greeting', 20_260_310)]).toEqual([
		'您好，城市供热，1001 号为您服务，请问有什么问题？',
		'您好，这里是城市供热。'
	]);
	expect(await set(20_260_401, '', '')).toMatchObject({ ok: true });
	expect([await said('greeting', 20_260_331), await said('greeting', 20_260_401)]).toEqual([
		'您好，这里是城市供热。',
		undefined
	]);
	// The name of earlier days stays with them.
	const later = contextOf(db, ana.actor, new Date('2026-03-20T01:00:00Z'));
	expect(await setCompany(later, { en: 'New Heating', 'zh-CN': '新城供热' })).toMatchObject({
		ok: true
	});
	expect([await said('greeting', 20_260_319), await said('greeting', 20_260_320)]).toEqual([
		'您好，这里是城市供热。',
		'您好，这里是新城供热。'
	]);

	expect(
		[
			await set(20_260_301, 'x', '某'),
			await set(20_260_601, 'Hello {name}', '您好'),
			await set(20_260_601, 'Hello {', '您好'),
			await set(20_260_601, 'Hello', ''),
			await set(20_260_601, '', ''),
			await set(20_260_601, 'x', '某', 'no-item')
		].map((outcome) => !outcome.ok && outcome.refusal)
	).toEqual([
		'day-past',
		'unknown-slot',
		'stray-brace',
		'one-language',
		'unchanged',
		'no-such-item'
	]);
	expect(await setCompany(later, { en: 'New Heating', 'zh-CN': '新城供热' })).toEqual({
		ok: false,
		refusal: 'unchanged'
	});
	const lead = contextOf(db, omar.actor);
	expect(await setCompany(lead, { en: 'x', 'zh-CN': '某' })).toEqual({
		ok: false,
		refusal: 'not-allowed'
	});
	expect(
		await setPhrase(lead, {
			callKind: 'report',
			itemKey: 'greeting',
			en: 'x',
			zh: '某',
			fromDay: today
		})
	).toEqual({ ok: false, refusal: 'not-allowed' });

	const audited = (kind: 'phrase.set' | 'setting.set') =>
		db.read.$count(auditEntries, eq(auditEntries.kind, kind));
	expect([await audited('phrase.set'), await audited('setting.set')]).toEqual([
		standardWords.length + 3,
		2
	]);
	const change = db.tx((tx) => tx.update(standardPhrases).set({ words: null }));
	await expect(change).rejects.toSatisfy(isAppendOnlyViolation);
	// Ended words are not seeded again.
	expect(await ensureStandardPhrases(later)).toBe(0);
});

it('shows the words of a day with its greeting, the greetings ahead, and what is planned', async () => {
	const db = await testDatabase();
	const { ana, omar } = await reviewCentre(db);
	const context = contextOf(db, ana.actor);
	await ensureStandardPhrases(context);
	await addGreeting(context, {
		firstDay: 20_260_501,
		lastDay: 20_260_505,
		zh: '劳动节快乐',
		en: 'Happy Labour Day'
	});
	await setPhrase(context, {
		callKind: 'report',
		itemKey: 'thanks',
		en: 'Thank you',
		zh: '谢谢',
		fromDay: 20_260_601
	});
	const ask = (day: string | null, kind: string | null = null, item: string | null = null) =>
		phrasePage(contextOf(db, omar.actor), { day, kind, item });
	const page = await ask('2026-05-05', null, 'greeting');
	expect(page).toMatchObject({ kind: 'report', day: 20_260_505, manages: false, item: 'greeting' });
	expect(page.phrases[0]).toMatchObject({
		itemKey: 'greeting',
		said: { en: 'Happy Labour Day, this is [company], agent 1001. What is the problem?' }
	});
	expect(page.periods.map(({ firstDay }) => firstDay)).toEqual([20_260_501]);
	expect(page.planned).toEqual([{ itemKey: 'thanks', fromDay: 20_260_601 }]);
	expect((await ask('nonsense', 'nonsense', 'no-item')).day).toBe(today);
	expect((await ask('2026-02-30', 'call-back')).phrases.length).toBeGreaterThan(5);
	expect((await phrasePage(context, { day: null, kind: null, item: 'x\u0000' })).item).toBeNull();
});
