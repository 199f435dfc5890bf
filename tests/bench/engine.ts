/** Runs a bench's part for one engine. dialect.ts chooses the engine when it is loaded, hence a process for each. */
import { spawn } from 'node:child_process';
import * as path from 'node:path';

/** Runs `file` of this folder on the database `url`; answers what it prints as JSON. */
export function onEngine<Answer>(file: string, url: string): Promise<Answer> {
	const child = spawn(process.execPath, [path.join(import.meta.dirname, file)], {
		env: { ...process.env, DATABASE_URL: url },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let output = '';
	child.stdout.on('data', (part: Buffer) => (output += part.toString()));
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', (code) =>
			code === 0
				? resolve(JSON.parse(output) as Answer)
				: reject(new Error(`${file}: exit ${code}`))
		);
	});
}
