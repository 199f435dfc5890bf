/** The `listenback` command as a process of its own. */
import { runCommand } from './cli/run.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
	env: process.env,
	print: (text) => process.stdout.write(text),
	complain: (text) => process.stderr.write(text)
});
