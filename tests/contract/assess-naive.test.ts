import { describe, expect, it } from 'vitest';
import { readyScheme } from '#lib/assessments/scheme.ts';
import { assessMonth } from '#lib/assessments/server/assess.ts';
import { seededRandom } from '#lib/shared/seeded-random.ts';
import { zone } from '../fixtures/example-centre.ts';
import { naiveMonth } from '../fixtures/naive-month.ts';
import { addRulings, month, randomMonth } from '../fixtures/random-month.ts';
import { testDatabase } from '../support/database.ts';

describe('a random month', () => {
	it.each([20_260_301, 7, 991, 40_404])(
		'equals a second, naive count of the same rows to the last digit (seed %i)',
		async (seed) => {
			const db = await testDatabase();
			const random = seededRandom(seed);
			const { lin, wei, hao, north, south, ana } = await randomMonth(db, random);
			await addRulings(db, random, ana);
			const { agents, scheme } = await assessMonth(db.read, { month, zone });
			expect(scheme).toEqual(readyScheme);
			for (const [person, place] of [
				[lin, north],
				[wei, north],
				[hao, south]
			] as const) {
				const naive = await naiveMonth(db, month, { id: person.id, ...place });
				const { score, ...row } = agents.find(({ agentId }) => agentId === person.id)!;
				expect(row).toMatchObject({
					reviews: naive.reviews,
					scored: naive.scored,
					severe: naive.severe,
					violations: naive.violations,
					praise: naive.praise,
					amountFen: naive.amountFen,
					confirmedFen: naive.confirmedFen,
					ledgerFen: naive.ledgerFen
				});
				expect(score.components.map(({ n, tenths }) => ({ n, tenths }))).toEqual(naive.parts);
				expect(score).toMatchObject({ tenths: naive.tenths, weightCounted: naive.weight });
				const alone = await assessMonth(db.read, { month, zone, agentIds: [person.id] });
				expect(alone.agents).toEqual([{ ...row, score }]);
			}
		}
	);

	it('stands as it was at an instant, whatever came later', async () => {
		const db = await testDatabase();
		const random = seededRandom(5);
		const { ana } = await randomMonth(db, random);
		const asOf = new Date('2026-06-01T00:00:00Z');
		const before = await assessMonth(db.read, { month, zone });
		expect(await assessMonth(db.read, { month, zone, asOf })).toEqual(before);
		await addRulings(db, random, ana);
		const then = await assessMonth(db.read, {
			month,
			zone,
			asOf: new Date('2026-02-01T00:00:00Z')
		});
		expect(
			then.agents.map(({ reviews, praise, score }) => [reviews, praise, score.tenths])
		).toEqual(then.agents.map(() => [0, 0, null]));
	});
});
