import { setImmediate } from 'node:timers/promises';
import { hash } from '@node-rs/argon2';
import { expect, it } from 'vitest';
import { verifyPassword } from './passwords.ts';

it('takes who is known here before the strangers who wait', async () => {
	// Cheap to verify: it ends where it is taken, however its thread is scheduled.
	const known = await hash('a quiet kettle 7', { memoryCost: 8, timeCost: 1, parallelism: 1 });
	// What strangers are compared with is made at the first of them.
	await verifyPassword(undefined, 'guess');
	const order: string[] = [];
	const strangers = Array.from({ length: 40 }, () =>
		verifyPassword(undefined, 'guess').then(() => order.push('stranger'))
	);
	// By now they wait.
	await setImmediate();
	const first = verifyPassword(known, 'a quiet kettle 7', true).then((right) => {
		expect(right).toBe(true);
		order.push('known');
	});
	await Promise.all([...strangers, first]);
	expect(order.indexOf('known')).toBeLessThan(strangers.length / 2);
});
