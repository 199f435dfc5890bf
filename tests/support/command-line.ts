/** `listenback …args` in the process of the test: a start of its own costs each command a second. */
import { runCommand } from '#src/cli/run.ts';

export interface Ran {
	status: number;
	stdout: string;
	stderr: string;
}

/** Runs the command on the database and folder that `env` names. */
export async function commandLine(env: Record<string, string>, args: string[]): Promise<Ran> {
	const ran = { stdout: '', stderr: '' };
	const status = await runCommand(args, {
		env: { LISTENBACK_LOG: 'warn', ...env },
		print: (text) => (ran.stdout += text),
		complain: (text) => (ran.stderr += text)
	});
	return { status, ...ran };
}
