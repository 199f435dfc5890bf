/** `file:/mnt/worm/checkpoints.txt`: notes are added at the end and forced onto the disk. */
import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { envelope } from '../../checkpoint.ts';
import { shownAddress, type Place } from './place.ts';

export function filePlace(address: string): Place {
	const file = fileURLToPath(address);
	return {
		name: shownAddress(address),
		async send(notes) {
			const handle = await open(file, 'a', 0o640);
			try {
				await handle.appendFile(notes.map((note) => `${envelope(note)}\n`).join(''));
				await handle.sync();
			} finally {
				await handle.close();
			}
		}
	};
}
