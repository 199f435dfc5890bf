import { faultLine, pathText, readFormFile } from '#lib/rubric/exchange.ts';
import { LARGEST_FORM } from '#lib/rubric/rubric-draft.ts';
import { UsageError, type Command } from './command.ts';
import { readBytes } from './input-file.ts';

/** Checks a rubric's file as publishing does: exit code 3 with every fault and its path. */
export const rubricCheck: Command = {
	name: 'rubric check',
	summary: 'Checks the file of a rubric: everything that would keep it from being published.',
	usage: 'FILE',
	options: {},
	run(call) {
		const [file, ...rest] = call.positionals;
		if (file === undefined || rest.length > 0) throw new UsageError('rubric check: give one file');
		const bytes = readBytes(file);
		if (bytes.length > LARGEST_FORM) throw new UsageError(`rubric check: ${file} is over 1 MB`);
		const read = readFormFile(new TextDecoder().decode(bytes));
		const faults = read.ok ? read.sums : read.faults;
		if (read.ok && faults.length === 0) {
			call.answer({ ok: true, faults: [] }, () => ['ok']);
			return Promise.resolve(0);
		}
		const named = faults.map((fault) => ({ ...fault, path: pathText(fault.path) }));
		const whole = read.ok ? 'faults' : read.fault;
		call.answer({ ok: false, fault: whole, faults: named }, () =>
			faults.length > 0 ? faults.map(faultLine) : [`form: ${whole}`]
		);
		return Promise.resolve(3);
	}
};
