/** Nine attacks on the audit chain, a hundred times each, and ten thousand verifications of whole chains. */
import { expect, it } from 'vitest';
import { checkpointsAfter } from '#lib/audit/server/checkpoints.ts';
import { verifyChain } from '#lib/audit/server/verify.ts';
import { seededRandom } from '#lib/shared/seeded-random.ts';
import { attacks } from '../support/audit-attacks.ts';
import { attackRange, grow, keyFile, sign, trial } from '../support/audit-trials.ts';
import { signingKey } from '#lib/audit/server/checkpoint-key.ts';
import { testDatabase } from '../support/database.ts';

const TRIALS = 100;
const CHAINS = 100;
const VERIFICATIONS = 100;
const seed = Number(process.env.LISTENBACK_SEED ?? Math.floor(Math.random() * 2 ** 31));

it('finds each attack every time', { timeout: 600_000 }, async () => {
	const db = await testDatabase();
	const range = await attackRange(db);
	const random = seededRandom(seed);
	const found: Record<string, number> = {};
	for (const name of Object.keys(attacks))
		for (let round = 0; round < TRIALS; round++)
			if (!(await trial(db, range, name, random)).ok) found[name] = (found[name] ?? 0) + 1;
	process.stdout.write(
		`attacks on the chain, seed ${seed}: found of ${TRIALS} each: ${JSON.stringify(found)}\n`
	);
	expect(found).toEqual(Object.fromEntries(Object.keys(attacks).map((name) => [name, TRIALS])));
});

it('raises no false alarm', { timeout: 1_200_000 }, async () => {
	const random = seededRandom(seed + 1);
	let alarms = 0;
	for (let chain = 0; chain < CHAINS; chain++) {
		const db = await testDatabase();
		const file = keyFile();
		for (let round = 0; round < VERIFICATIONS; round++) {
			// Some are verified while entries and checkpoints are being written.
			const writing = random.chance(0.3) ? grow(db, 1 + random.below(4), round * 10) : undefined;
			const signing = random.chance(0.1) ? sign(db, file) : undefined;
			const outside = await checkpointsAfter(db.read, 0);
			const keys = outside.length > 0 ? signingKey(file).believed : [];
			if (!(await verifyChain(db.read, { keys, outside })).ok) alarms += 1;
			await Promise.all([writing, signing]);
		}
		await db.close();
	}
	process.stdout.write(
		`whole chains, seed ${seed + 1}: ${alarms} false alarms of ${CHAINS * VERIFICATIONS}\n`
	);
	expect(alarms).toBe(0);
});
