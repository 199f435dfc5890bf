/** `npm run demo`: builds, fills an example centre when there is none, serves it, tells how to sign in. */
import { parseArgs } from 'node:util';
import { fillCentre, SEED } from './demo/fill.ts';
import { openRuntime } from './runtime.ts';

const { values } = parseArgs({
	args: process.argv.slice(2),
	options: {
		'fill-only': { type: 'boolean' },
		days: { type: 'string', default: '60' },
		seed: { type: 'string', default: String(SEED) }
	}
});
const say = (sentence: string) => process.stderr.write(`${sentence}\n`);

const runtime = await openRuntime(process.env, { part: 'command-line' });
const began = performance.now();
await fillCentre(runtime, { days: Number(values.days), seed: Number(values.seed), say });
say(`Filled in ${Math.round((performance.now() - began) / 1000)} s.`);
await runtime.close();
