/** Finds the command, parses its options, prints its answer; in the process that asks. */
import { parseArgs } from 'node:util';
import { UsageError, type Call, type Command, type Option } from './command.ts';
import { commands } from './commands.ts';
import { WritesRefused } from '#lib/platform/server/db/errors.ts';
import { readConfig } from '#lib/platform/server/config.ts';
import { openRuntime, type Runtime } from '../runtime.ts';

const common: Record<string, Option> = {
	json: { type: 'boolean', help: 'answer as JSON on standard output' },
	help: { type: 'boolean', help: 'this text' }
};

/** Where a command finds its settings and what it writes to. */
interface Terminal {
	env: Record<string, string | undefined>;
	print: (text: string) => void;
	complain: (text: string) => void;
}

/** Runs the command that `args` begin with; its exit code. Nothing is thrown. */
export async function runCommand(args: string[], terminal: Terminal): Promise<number> {
	const command = findCommand(args);
	if (!command) {
		const asked = args.length === 0 || ['--help', '-h', 'help'].includes(args[0]!);
		(asked ? terminal.print : terminal.complain)(overview(args));
		return asked ? 0 : 1;
	}
	let runtime: Runtime | undefined;
	try {
		const parsed = parse(command, args.slice(command.name.split(' ').length), terminal);
		if (parsed.flag('help')) {
			terminal.print(help(command));
			return 0;
		}
		return await command.run({
			...parsed,
			config: () => readConfig(terminal.env),
			runtime: async () => (runtime ??= await openRuntime(terminal.env, { part: 'command-line' }))
		});
	} catch (error) {
		const known =
			error instanceof UsageError ||
			error instanceof WritesRefused ||
			/^Configuration: /.test((error as Error).message);
		terminal.complain(
			`${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`
		);
		return 1;
	} finally {
		await runtime?.close();
	}
}

function findCommand(args: string[]): Command | undefined {
	return commands.find((command) => command.name.split(' ').every((word, i) => args[i] === word));
}

function parse(
	command: Command,
	args: string[],
	{ print }: Terminal
): Omit<Call, 'config' | 'runtime'> {
	const options = { ...common, ...command.options };
	let parsed;
	try {
		parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
	} catch (error) {
		throw new UsageError(`${(error as Error).message}\n${help(command)}`);
	}
	const values = parsed.values as Record<string, string | boolean | undefined>;
	return {
		positionals: parsed.positionals,
		text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
		flag: (name) => values[name] === true,
		answer(value, lines) {
			const text = values.json === true ? JSON.stringify(value) : lines().join('\n');
			print(`${text}\n`);
		},
		print
	};
}

function help(command: Command): string {
	const options = Object.entries({ ...command.options, ...common }).map(([name, option]) => {
		const short = option.short ? `-${option.short}, ` : '';
		const left = `${short}--${name}${option.type === 'string' ? ' VALUE' : ''}`;
		return `  ${left.padEnd(24)} ${option.help}`;
	});
	return `listenback ${command.name} ${command.usage}\n\n${command.summary}\n\n${options.join('\n')}\n`;
}

function overview(args: string[]): string {
	const unknown = args.length > 0 && !args[0]!.startsWith('-') && args[0] !== 'help';
	const rows = commands.map((command) => `  ${command.name.padEnd(20)} ${command.summary}`);
	const head = unknown ? `listenback: no command "${args.join(' ')}"\n\n` : '';
	return `${head}listenback COMMAND [options]   (COMMAND --help tells more)\n\n${rows.join('\n')}\n\nExit codes: 0 all well, 1 could not run, 2 something held, 3 something rejected.\n`;
}
