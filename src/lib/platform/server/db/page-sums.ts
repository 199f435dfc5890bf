/**
 * The CRC-32 of each page of a file, read by a process of its own: a process that closes a file
 * takes away every lock that SQLite holds on it in the same process.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Four bytes for each page, little endian; none for a file that is not there. Rejects when `withinMs` are over. */
export async function pageSums(file: string, pageSize: number, withinMs = 0): Promise<Buffer> {
	const program = fileURLToPath(new URL('./page-sums-process.ts', import.meta.url));
	const { stdout } = await run(process.execPath, [program, file, String(pageSize)], {
		encoding: 'buffer',
		maxBuffer: Infinity,
		timeout: withinMs,
		killSignal: 'SIGKILL'
	});
	return stdout;
}
