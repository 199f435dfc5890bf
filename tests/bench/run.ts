/** `npm run bench [-- NAME…]`: figures as ratios to a peer in the same run; medians of several. */

export interface Bench {
	run(print: (line: string) => void): Promise<void>;
}

/** Each loaded when it runs: what a bench imports may settle the engine for its whole process. */
const benches: Record<string, () => Promise<Bench>> = {
	audio: () => import('./audio.ts'),
	import: () => import('./import.ts'),
	list: () => import('./list.ts'),
	draw: () => import('./draw.ts'),
	player: () => import('./player.ts'),
	audit: () => import('./audit.ts'),
	assess: () => import('./assess.ts'),
	scrub: () => import('./scrub.ts'),
	seal: () => import('./seal.ts'),
	drill: () => import('./drill.ts'),
	crowds: () => import('./crowds.ts')
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
	process.stderr.write(
		`no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}\n`
	);
	process.exit(1);
}
for (const [name, load] of Object.entries(benches)) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	process.stdout.write(`\n── ${name}\n`);
	const bench = await load();
	await bench.run((line) => process.stdout.write(`${line}\n`));
}
