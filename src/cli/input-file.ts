import { readFileSync } from 'node:fs';
import { UsageError } from './command.ts';

/** The bytes of a file that was named on the command line. */
export function readBytes(file: string): Uint8Array {
	try {
		return readFileSync(file);
	} catch {
		throw new UsageError(`cannot read ${file}`);
	}
}
