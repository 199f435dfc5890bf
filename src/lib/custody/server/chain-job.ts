/** Every night: recomputes the audit chain, and tells administrators and auditors what is wrong with it. */
import { believedKeys } from '#lib/audit/server/checkpoint-key.ts';
import { verifyChain } from '#lib/audit/server/verify.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Context } from '#lib/people/server/context.ts';
import { holdersOf } from '#lib/people/server/role-holders.ts';
import type { Config } from '#lib/platform/server/config.ts';

type JobContext = Context & { config: Pick<Config, 'checkpointKey'> };

export async function verifyNightly({ db, now, config }: JobContext): Promise<ChainCheck> {
	const keys = believedKeys(config.checkpointKey);
	const { ok, entries, head, fault, checkpoints } = await verifyChain(db.read, { keys });
	const first = fault ?? checkpoints.faults[0];
	if (first)
		await db.tx(async (tx) => {
			const to = await holdersOf(tx, ['administrator', 'auditor'], now);
			const { seq } = first;
			const once = `chain-fault:${seq}:${first.fault}`;
			await notify(tx, now, {
				kind: 'chain-fault',
				to,
				path: '/audit/checkpoints',
				facts: { seq },
				once
			});
		});
	return { ok, entries, head, ...(first && { seq: first.seq, fault: first.fault }) };
}

/** What a verification left to be shown later. */
export interface ChainCheck {
	ok: boolean;
	entries: number;
	head: { seq: number; hash: string };
	/** The first fault. */
	seq?: number;
	fault?: string;
}
