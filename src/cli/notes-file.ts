import { notesIn, type SignedNote } from '#lib/audit/checkpoint.ts';
import { UsageError } from './command.ts';
import { readBytes } from './input-file.ts';

/** The checkpoints in a file that was named on the command line; none when none was named. */
export function notesOf(file: string | undefined): SignedNote[] {
	if (file === undefined) return [];
	const notes = notesIn(Buffer.from(readBytes(file)).toString('utf8'));
	if (notes.length === 0) throw new UsageError(`${file}: no checkpoint in it`);
	return notes;
}
