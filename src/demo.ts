/** `npm run demo`: builds, fills an example centre when there is none, serves it, tells how to sign in. */
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build-state.ts';
import { demoAccounts, type Accounts } from './demo/accounts.ts';
import { fillCentre, SEED } from './demo/fill.ts';
import { demoState } from './demo/state.ts';
import { processRuntime, type Runtime } from './runtime.ts';

const say = (sentence: string) => process.stderr.write(`${sentence}\n`);

try {
	await main();
} catch (error) {
	const { message, stack } = error as Error;
	say(/^(Configuration: |Build |Demo: )|EADDRINUSE/.test(message) ? message : (stack ?? message));
	process.exit(1);
}

async function main() {
	const { values } = parseArgs({
		options: {
			/** Fill, print the sign-ins, and end. */
			'fill-only': { type: 'boolean', default: false },
			days: { type: 'string', default: '60' },
			seed: { type: 'string', default: String(SEED) }
		}
	});
	process.env.NODE_ENV ??= 'production';
	if (!values['fill-only']) ensureBuilt();
	const runtime = await processRuntime();
	await fillWhenEmpty(runtime, wholeNumber('days', values.days), wholeNumber('seed', values.seed));
	const accounts = await demoAccounts(runtime);
	if (values['fill-only']) {
		await runtime.close();
		process.stdout.write(signIns(accounts));
		return;
	}
	await serveUntilStopped(accounts);
}

function wholeNumber(name: string, text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1) throw new Error(`Demo: --${name} is a whole number`);
	return value;
}

async function fillWhenEmpty(runtime: Runtime, days: number, seed: number) {
	const state = await demoState(runtime.db);
	if (state === 'filled') return;
	if (state === 'foreign')
		throw new Error(
			'Demo: this database already holds a centre that is not the example; name an empty one in DATABASE_URL.'
		);
	if (state === 'filling')
		throw new Error(
			`Demo: an earlier filling did not finish; remove ${runtime.config.dataDir} (and the database) and start again.`
		);
	say('Filling an example centre, once …');
	const began = performance.now();
	await fillCentre(runtime, { days, seed, say });
	say(`Filled in ${Math.round((performance.now() - began) / 1000)} s.`);
}

async function serveUntilStopped(accounts: Accounts) {
	const { serve } = await import('./server.ts');
	const serving = await serve();
	for (const signal of ['SIGTERM', 'SIGINT'] as const)
		process.once(signal, () => void serving.stop().then(() => process.exit(0)));
	process.stdout.write(`\nListenback is at ${serving.address}\n\n${signIns(accounts)}`);
}

function signIns(accounts: Accounts): string {
	return Object.entries(accounts)
		.map(([role, { staffNo, password }]) => `  ${role.padEnd(16)} ${staffNo}  ${password}\n`)
		.join('');
}
