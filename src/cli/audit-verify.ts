import { verifyChain } from '#lib/audit/server/verify.ts';
import type { Command } from './command.ts';

export const auditVerify: Command = {
	name: 'audit verify',
	summary: 'Recompute the audit chain from its beginning.',
	usage: '[--json]',
	options: {},
	async run(call) {
		const { db } = await call.runtime();
		const verdict = await verifyChain(db.read);
		const { ok, entries, head, fault } = verdict;
		call.answer(verdict, () => [
			ok ? `ok: ${entries} entries` : `broken at entry ${fault?.seq}: ${fault?.fault}`,
			`head: ${head.seq} ${head.hash}`
		]);
		return ok ? 0 : 3;
	}
};
