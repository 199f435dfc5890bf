import { eraseWords, type ErasureRefusal } from '#lib/audit/server/erasure.ts';
import { UsageError, type Command } from './command.ts';

const sentences: Record<ErasureRefusal, string> = {
	'no-words': 'nobody wrote words with that entry',
	'already-erased': 'its words are erased already',
	'words-missing': '--reason: ten letters at least'
};

export const auditErase: Command = {
	name: 'audit erase',
	summary: 'Erases the words that stand beside one entry; the chain stays whole, and tells of it.',
	usage: 'SEQ --reason TEXT [--json]',
	options: {
		reason: { type: 'string', help: 'why, ten letters at least; it is kept' }
	},
	async run(call) {
		const [seq = ''] = call.positionals;
		if (!/^[1-9]\d{0,14}$/.test(seq) || call.positionals.length > 1)
			throw new UsageError('audit erase: give the number of an entry');
		const runtime = await call.runtime();
		const wish = { seq: Number(seq), reason: call.text('reason') ?? '' };
		const decision = await eraseWords(runtime.context(), wish);
		if (!decision.ok) throw new UsageError(`audit erase: ${sentences[decision.refusal]}`);
		call.answer(decision.value, () => [`the words of entry ${seq} are erased`]);
		return 0;
	}
};
