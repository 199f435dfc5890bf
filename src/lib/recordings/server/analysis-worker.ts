/** The child process that decodes: one file at a time, told by messages. Ends with its parent. */
import { analyseFile } from './analyse-file.ts';
import type { Answer, Task } from './analyser.ts';
import { inspectFile } from './detect.ts';
import { Undecodable } from './pcm.ts';
import { writePassage } from './write-passage.ts';
import { writePeaks } from './write-peaks.ts';

const parent = process.ppid;

/** Orphaned in the middle of a file: stop. Messages do not arrive while a decoder runs. */
function watch() {
	if (process.ppid !== parent) process.exit(1);
}

process.on('disconnect', () => process.exit(0));
process.on('message', (task: Task) => {
	void run(task).then((answer) => process.send?.(answer));
});

async function run(task: Task): Promise<Answer> {
	try {
		if (task.kind === 'inspect')
			return { ok: true, inspection: inspectFile(task.file, task.options) };
		if (task.kind === 'peaks') {
			await writePeaks(task.file, task.options, task.settings, watch);
			return { ok: true };
		}
		if (task.kind === 'passage') {
			await writePassage(task.file, task.options, task.settings, watch);
			return { ok: true };
		}
		return { ok: true, analysis: await analyseFile(task.file, task.options, task.settings, watch) };
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		// An error of the system (no such file, disk full) is not the recording's fault.
		const fault = typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? 'system' : 'file';
		return { ok: false, fault: error instanceof Undecodable ? 'file' : fault, message };
	}
}
