/** `npm run bench [-- NAME…]`: figures as ratios to a peer in the same run; medians of several. */
import * as assess from './assess.ts';
import * as audio from './audio.ts';
import * as audit from './audit.ts';
import * as crowds from './crowds.ts';
import * as draw from './draw.ts';
import * as imports from './import.ts';
import * as list from './list.ts';
import * as player from './player.ts';
import * as scrub from './scrub.ts';

interface Bench {
	name: string;
	run(print: (line: string) => void): Promise<void>;
}

const benches: Bench[] = [audio, imports, list, draw, player, audit, assess, scrub, crowds];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
	process.stderr.write(
		`no bench ${unknown.join(', ')}; there are ${benches.map((bench) => bench.name).join(', ')}\n`
	);
	process.exit(1);
}
for (const bench of benches) {
	if (wanted.length > 0 && !wanted.includes(bench.name)) continue;
	process.stdout.write(`\n── ${bench.name}\n`);
	await bench.run((line) => process.stdout.write(`${line}\n`));
}
