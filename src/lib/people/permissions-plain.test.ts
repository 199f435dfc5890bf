import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/shared/seeded-random.ts';
import {
	flips,
	noticed,
	plainNames,
	wrongCells
} from '../../../tests/support/permission-checks.ts';
import {
	nobodysActions,
	placedActions,
	plainActions,
	programsActions
} from './permission-table.ts';
import { may } from './permissions.ts';
import { nobody, systemActor } from './role.ts';

describe('the table of rights', () => {
	it('answers in every cell as written down: role, relation, task, what belongs to no call, what is asked for beside', () => {
		expect(wrongCells()).toEqual([]);
	});

	it('is told from a table with one cell changed', () => {
		const random = seededRandom(20261122);
		const all = flips();
		expect(all.length).toBeGreaterThan(900);
		const tried = Array.from({ length: 150 }, () => random.pick(all));
		expect(noticed(tried).noticed).toBeGreaterThanOrEqual(149);
		expect(wrongCells()).toEqual([]);
	});

	it('gives nothing that belongs to no call to who has no role, and the program its own', () => {
		for (const action of plainNames) {
			expect(may(nobody, action), action).toBe(false);
			expect(may(systemActor('scheduler'), action), action).toBe(true);
		}
	});

	it('keeps apart what nobody does and what the program alone does', () => {
		const given = new Set([...Object.keys(placedActions), ...Object.keys(plainActions)]);
		for (const action of [...nobodysActions, ...programsActions])
			expect(given.has(action), action).toBe(false);
	});
});
