/** A copy that cannot be made is missing; the recording itself is none the worse. A full disk stays an error. */
import * as fs from 'node:fs';
import { openCopy, type CopyWriter } from './playback-copy.ts';

interface ForgivingCopy extends CopyWriter {
	/** True when there is no copy after all. */
	readonly failed: boolean;
}

/** As `openCopy`; a failure of the encoder removes the file and is otherwise kept quiet. */
export async function openForgiving(...form: Parameters<typeof openCopy>): Promise<ForgivingCopy> {
	let writer: CopyWriter | undefined;
	let failed = false;

	function abandon() {
		writer?.abandon();
		writer = undefined;
		failed = true;
		fs.rmSync(form[0], { force: true });
	}

	async function attempt(step: () => unknown) {
		if (failed) return;
		try {
			await step();
		} catch (error) {
			abandon();
			if ((error as NodeJS.ErrnoException).code?.startsWith('E')) throw error;
		}
	}

	await attempt(async () => (writer = await openCopy(...form)));
	return {
		get failed() {
			return failed;
		},
		push: (samples) => attempt(() => writer?.push(samples)),
		finish: () => attempt(() => writer?.finish()),
		abandon
	};
}
