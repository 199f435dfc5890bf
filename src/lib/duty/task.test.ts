import { describe, expect, it } from 'vitest';
import { isOpen, taskState, taskStates, type TaskFacts } from './task.ts';

const dueAt = new Date('2026-11-23T04:00:00Z');
const before = new Date(dueAt.getTime() - 1);
const after = new Date(dueAt.getTime() + 1);

const aTask = (overrides: Partial<TaskFacts> = {}): TaskFacts => ({
	dueAt,
	doneAt: null,
	overdueAt: null,
	drafted: false,
	replaced: false,
	...overrides
});

describe('taskState', () => {
	it.each([
		['open', aTask(), before],
		['draft', aTask({ drafted: true }), before],
		['overdue', aTask(), dueAt],
		['overdue', aTask({ drafted: true }), after],
		['overdue', aTask({ overdueAt: dueAt }), before],
		['done', aTask({ doneAt: before }), after],
		['done-late', aTask({ doneAt: dueAt }), after],
		['done-late', aTask({ doneAt: before, overdueAt: dueAt }), after],
		['replaced', aTask({ replaced: true }), after],
		['replaced', aTask({ replaced: true, overdueAt: dueAt, drafted: true }), after],
		['done', aTask({ replaced: true, doneAt: before }), after]
	] as const)('is %s', (state, task, now) => {
		expect(taskState(task, now)).toBe(state);
	});

	it('leaves three states open', () => {
		expect(taskStates.filter(isOpen)).toEqual(['overdue', 'draft', 'open']);
	});
});
