import { expect, it } from 'vitest';
import type { SignedNote } from '#lib/audit/checkpoint.ts';
import { signingKey } from '#lib/audit/server/checkpoint-key.ts';
import { verifyChain } from '#lib/audit/server/verify.ts';
import { seededRandom } from '#lib/shared/seeded-random.ts';
import { attacks } from '../support/audit-attacks.ts';
import { attackRange, grow, keyFile, trial } from '../support/audit-trials.ts';
import { testDatabase } from '../support/database.ts';

it('finds each of nine attacks once a checkpoint lies outside, and raises no false alarm', async () => {
	const db = await testDatabase();
	const range = await attackRange(db);
	const given = { keys: range.key.believed, outside: range.outside };
	const random = seededRandom(20_261_122);
	expect(Object.keys(attacks)).toHaveLength(9);
	for (const name of Object.keys(attacks))
		for (let round = 0; round < 5; round++) {
			const verdict = await trial(db, range, name, random);
			expect(verdict, `${name}, round ${round}`).toMatchObject({ ok: false });
		}
	// The two that leave a chain whole in itself are found by the notes alone.
	for (const name of ['rewrite', 'resign'])
		expect(await trial(db, range, name, random)).not.toHaveProperty('fault');
	expect(await verifyChain(db.read, given)).toMatchObject({ ok: true, uncovered: { entries: 1 } });
	await grow(db, 7, 900);
	expect(await verifyChain(db.read, given)).toMatchObject({ ok: true, uncovered: { entries: 8 } });
});

it('tells a note that another key signed, or that somebody changed', async () => {
	const db = await testDatabase();
	const { key, outside } = await attackRange(db);
	const other = signingKey(keyFile());
	const faultsOf = async (notes: SignedNote[], keys = key.believed) =>
		(await verifyChain(db.read, { keys, outside: notes })).checkpoints.faults;

	const [first] = outside;
	expect(await faultsOf([other.sign(first!.note)])).toMatchObject([
		{ where: 'outside', fault: 'wrong-signature' }
	]);
	expect(await faultsOf([], other.believed)).toMatchObject(
		outside.map(({ seq }) => ({ where: 'stored', seq, fault: 'unknown-key' }))
	);
	expect(await faultsOf([], [])).toMatchObject(outside.map(() => ({ fault: 'no-key' })));
	expect(await faultsOf([key.sign(first!.note.replace('origin: ', 'origin: f'))])).toEqual([
		expect.objectContaining({ where: 'outside' })
	]);
	expect(await faultsOf([{ note: 'x', signature: '' }])).toMatchObject([
		{ fault: 'unreadable-note', seq: 0 }
	]);
});
