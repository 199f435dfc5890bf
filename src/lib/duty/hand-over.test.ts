import { describe, expect, it } from 'vitest';
import { decideHandOver, standIns, type HandOver } from './hand-over.ts';

describe('decideHandOver', () => {
	const wanted: HandOver = {
		...{ userId: 'omar', deputyId: 'sun', firstDay: 20_280_228, lastDay: 20_280_301 }
	};
	const decide = (change: Partial<HandOver>, standing: HandOver[] = [], today = 20_280_228) => {
		const decision = decideHandOver({ ...wanted, ...change }, { today, standing });
		return decision.ok ? undefined : decision.refusal;
	};
	const other = (userId: string, deputyId: string, firstDay: number, lastDay: number) => ({
		...{ userId, deputyId, firstDay, lastDay }
	});

	it('may last one day, and 92 days over 29 February, not 93', () => {
		expect(decide({ lastDay: 20_280_228 })).toBeUndefined();
		expect(decide({ lastDay: 20_280_529 })).toBeUndefined();
		expect(decide({ lastDay: 20_280_530 })).toBe('too-long');
		expect(decide({ lastDay: 20_280_227 })).toBe('days-reversed');
		expect(decide({}, [], 20_280_229)).toBe('day-over');
		expect(decide({ deputyId: 'omar' })).toBe('same-person');
	});

	it('may follow another of the same person, not share a day with it', () => {
		expect(decide({}, [other('omar', 'bo', 20_280_302, 20_280_310)])).toBeUndefined();
		expect(decide({}, [other('omar', 'bo', 20_280_301, 20_280_310)])).toBe('overlaps');
	});

	it('never leads back on any of its days, by however many steps', () => {
		const back = [
			other('sun', 'bo', 20_280_229, 20_280_229),
			other('bo', 'omar', 20_280_228, 20_280_302)
		];
		expect(decide({}, back)).toBe('comes-back');
		const apart = [
			other('sun', 'bo', 20_280_229, 20_280_229),
			other('bo', 'omar', 20_280_301, 20_280_302)
		];
		expect(decide({}, apart)).toBeUndefined();
	});
});

describe('standIns', () => {
	const named = new Map([
		['omar', 'sun'],
		['sun', 'bo']
	]);

	it('follows deputies who are away as far as the next is active', () => {
		expect(standIns(named, () => true)).toEqual(
			new Map([
				['omar', 'bo'],
				['sun', 'bo']
			])
		);
		expect(standIns(named, (id) => id !== 'bo')).toEqual(new Map([['omar', 'sun']]));
		expect(standIns(named, (id) => id !== 'sun')).toEqual(new Map([['sun', 'bo']]));
		expect(
			standIns(
				new Map([
					['a', 'b'],
					['b', 'a']
				]),
				() => true
			)
		).toEqual(
			new Map([
				['a', 'b'],
				['b', 'a']
			])
		);
	});
});
