import { attributeAgain } from '#lib/ingest/server/attribute-again.ts';
import { UsageError, type Command } from './command.ts';

export const recordingsAttribute: Command = {
	name: 'recordings attribute',
	summary: 'Looks again for the agents of recordings that have none, by extension and time.',
	usage: '[--json]',
	options: {},
	async run(call) {
		if (call.positionals.length > 0)
			throw new UsageError('recordings attribute: takes no arguments');
		const runtime = await call.runtime();
		const told = await attributeAgain(runtime.context());
		call.answer(told, () => [
			`${told.read} without an agent: ${told.attributed} attributed, ${told.ambiguous} ambiguous, ${told.unresolved} unresolved`
		]);
		return 0;
	}
};
