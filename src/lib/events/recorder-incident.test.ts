import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { incidentKindOf } from '#lib/recordings/sound-fault.ts';
import { parseIncidentFilter } from './incident-filter.ts';
import {
	decideStep,
	incidentKinds,
	incidentState,
	needsWords,
	recorderIncidentInput,
	stepInput
} from './recorder-incident.ts';

describe('the state of an incident', () => {
	it.each([
		[[], 'open'],
		[['note'], 'open'],
		[['acknowledged', 'note'], 'acknowledged'],
		[['note', 'closed'], 'closed'],
		[['closed', 'acknowledged'], 'closed']
	] as const)('after %j is %s', (steps, state) => {
		expect(incidentState(steps)).toBe(state);
	});
});

describe('a step', () => {
	it.each([
		['open', 'acknowledged', 0],
		['open', 'note', 2],
		['open', 'closed', 2],
		['acknowledged', 'note', 9],
		['acknowledged', 'closed', 2]
	] as const)('of an %s one may be %s', (state, step, characters) => {
		expect(decideStep(state, step, characters)).toMatchObject({ ok: true });
	});

	it.each([
		['closed', 'acknowledged', 9, 'incident-closed'],
		['closed', 'note', 9, 'incident-closed'],
		['closed', 'closed', 9, 'incident-closed'],
		['acknowledged', 'acknowledged', 9, 'already-acknowledged'],
		['open', 'note', 1, 'words-missing'],
		['acknowledged', 'closed', 0, 'words-missing']
	] as const)('of an %s one: %s with %i characters is refused', (state, step, length, refusal) => {
		expect(decideStep(state, step, length)).toMatchObject({ ok: false, refusal });
	});
});

describe('a report', () => {
	it('needs words unless the kind says all of a recording', () => {
		expect(needsWords('checksum-different', 'id')).toBe(false);
		expect(needsWords('other', 'id')).toBe(true);
		expect(needsWords('storage-gone', null)).toBe(true);
	});

	it('knows the kind of every fault that a player can name', () => {
		expect(Object.values(incidentKindOf).filter((kind) => !incidentKinds.includes(kind))).toEqual(
			[]
		);
	});

	it('is read strictly as to its kind and kindly as to its words', () => {
		expect(v.safeParse(recorderIncidentInput, { kind: 'boredom' }).success).toBe(false);
		expect(v.parse(recorderIncidentInput, { kind: 'other', source: ' pbx ' })).toEqual({
			kind: 'other',
			source: 'pbx',
			words: ''
		});
		const { source } = v.parse(recorderIncidentInput, { kind: 'other', source: 'x'.repeat(99) });
		expect(parseIncidentFilter(new URLSearchParams({ source })).source).toBe(source);
		expect(v.safeParse(stepInput, { step: 'reopened' }).success).toBe(false);
	});
});
