import { describe, expect, it } from 'vitest';
import { deletionState, type DeletionStep, type EmptinessEvidence } from './deletion.ts';
import { heardAll, LARGEST_BYTES, proveEmpty, sameEvidence } from './emptiness-proof.ts';

const measured: EmptinessEvidence = {
	sha256: 'a'.repeat(64),
	bytes: 44,
	durationMs: 0,
	peakDbfs: [null, -70.1],
	speechMs: 0,
	verdict: 'empty',
	verdictReason: 'no-frames',
	detector: 'd/1'
};
const takenIn = { sha256: measured.sha256, bytes: 44 };
const proven = (more: Partial<EmptinessEvidence>, allow = false, stored = takenIn) => {
	const proof = proveEmpty({ ...measured, ...more }, stored, allow);
	return proof.ok ? proof.value : proof.refusal;
};

describe('proveEmpty', () => {
	it('goes by the verdict of the bytes that were taken in', () => {
		expect(proven({})).toBe('empty');
		for (const verdict of ['ok', 'truncated', 'unreadable', 'Empty', ''])
			for (const allow of [false, true]) expect(proven({ verdict }, allow)).toBe('not-empty');
		expect(proven({ verdict: 'no-speech' })).toBe('no-speech-kept');
		expect(proven({ verdict: 'no-speech' }, true)).toBe('no-speech');
		for (const other of [{ sha256: 'b'.repeat(64) }, { bytes: 45 }, { bytes: 0, sha256: '' }])
			expect(proven(other)).toBe('bytes-changed');
		const large = { sha256: takenIn.sha256, bytes: LARGEST_BYTES };
		expect(proven({ bytes: LARGEST_BYTES }, false, large)).toBe('empty');
		const larger = { ...large, bytes: LARGEST_BYTES + 1 };
		expect(proven({ bytes: larger.bytes }, false, larger)).toBe('too-large');
	});

	it('says with a refusal what was measured', () => {
		expect(proveEmpty({ ...measured, verdict: 'ok' }, takenIn, false)).toMatchObject({
			facts: { verdict: 'ok', bytes: 44, durationMs: 0, peaks: '−∞ / -70.1', detector: 'd/1' }
		});
	});
});

it('finds any difference between two measurements', () => {
	expect(sameEvidence(measured, structuredClone(measured))).toBe(true);
	const others: Partial<EmptinessEvidence>[] = [
		{ sha256: 'b' },
		{ bytes: 45 },
		{ durationMs: 1 },
		{ peakDbfs: [null] },
		{ peakDbfs: [null, -70] },
		{ peakDbfs: [-70.1, null] },
		{ speechMs: 1 },
		{ verdict: 'no-speech' },
		{ verdictReason: 'too-short' },
		{ verdictReason: null },
		{ detector: 'd/2' }
	];
	for (const other of others) expect(sameEvidence(measured, { ...measured, ...other })).toBe(false);
});

it('counts all of a recording as heard but for what a player leaves at its end', () => {
	expect(heardAll([], 0)).toBe(true);
	expect(heardAll([[0, 9700]], 10_000)).toBe(true);
	expect(heardAll([[0, 9699]], 10_000)).toBe(false);
	expect(heardAll([[0, 4000], [4500, 10_000]], 10_000)).toBe(false); // prettier-ignore
});

it.each<[DeletionStep[], string]>([
	[[], 'waiting'],
	[['approved'], 'quarantine'],
	[['rejected'], 'rejected'],
	[['withdrawn'], 'withdrawn'],
	[['voided'], 'voided'],
	[['approved', 'restored'], 'restored'],
	[['purged', 'approved'], 'purged'],
	[['approved', 'voided'], 'voided']
])('%j is %s', (steps, state) => expect(deletionState(steps)).toBe(state));
