import { readFileSync } from 'node:fs';
import { believedKeys, publicKeysIn } from '#lib/audit/server/checkpoint-key.ts';
import { verifyChain } from '#lib/audit/server/verify.ts';
import type { ChainVerdict } from '#lib/audit/verdict.ts';
import { faultText, type SealState } from '#lib/platform/server/db/seal.ts';
import { UsageError, type Command } from './command.ts';
import { notesOf } from './notes-file.ts';

export const auditVerify: Command = {
	name: 'audit verify',
	summary: 'Recompute the audit chain from its beginning and compare it with checkpoints.',
	usage: '[--checkpoint FILE] [--key FILE] [--json]',
	options: {
		checkpoint: {
			type: 'string',
			help: 'a file with notes that were received outside: the file itself, mail, a log'
		},
		key: {
			type: 'string',
			help: 'a public key (PEM) to check signatures with; without it, the configured key file'
		}
	},
	async run(call) {
		const outside = notesOf(call.text('checkpoint'));
		const { db, config } = await call.runtime();
		const given = call.text('key');
		const keys = given ? publicKeysIn(text(given)) : believedKeys(config.checkpointKey);
		if (given && keys.length === 0) throw new UsageError(`${given}: no key in it`);
		const chain = await verifyChain(db.read, { keys, outside });
		const { seal } = db;
		const verdict = { ...chain, ok: chain.ok && seal?.state !== 'changed' };
		call.answer({ ...verdict, ...(seal && { seal }) }, () => [
			...linesOf(verdict),
			...(seal ? [sealLine(seal)] : [])
		]);
		return verdict.ok ? 0 : 3;
	}
};

function text(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		throw new UsageError(`${file}: cannot be read`);
	}
}

function linesOf({ ok, entries, head, fault, checkpoints, uncovered }: ChainVerdict): string[] {
	const { stored, outside, faults } = checkpoints;
	return [
		ok ? `ok: ${entries} entries` : 'NOT ok',
		...(fault ? [`broken at entry ${fault.seq}: ${fault.fault}`] : []),
		...faults.map(({ where, seq, fault }) => `${where} checkpoint of entry ${seq}: ${fault}`),
		`head: ${head.seq} ${head.hash}`,
		`checkpoints: ${stored} stored, ${outside} from outside`,
		uncovered.entries === 0
			? 'every entry is covered by a checkpoint outside'
			: `not covered outside: the last ${uncovered.entries} entries, after entry ${uncovered.after}` +
				(uncovered.since ? `, since ${uncovered.since.toISOString()}` : '')
	];
}

/** How the file of SQLite was found before anything was written to it. */
function sealLine(seal: SealState): string {
	if (seal.state === 'changed') return `database file: ${faultText(seal)}`;
	if (seal.state === 'none') return 'database file: not sealed (in use, or not stopped in order)';
	return `database file: all ${seal.pages} pages as sealed at ${seal.sealedAt.toISOString()}`;
}
