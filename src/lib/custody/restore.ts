/** Whether a backup may be restored, by what its manifest and the states known elsewhere say. Pure. */
import { accept, refuse, type Decision } from '../shared/decision.ts';
import type { BackupManifest } from './backup-manifest.ts';

export type RestoreRefusal =
	/** There is no backup, or none of that name. */
	| 'no-backup'
	/** No manifest, or it does not add up: cut off or changed. */
	| 'not-whole'
	| 'other-engine'
	/** The folder or the database to restore into holds something. */
	| 'not-empty'
	| 'file-missing'
	| 'file-differs'
	| 'database-differs'
	/** The engine cannot load it, or finds it broken. */
	| 'database-damaged'
	| 'counts-differ'
	| 'chain-broken'
	/** The chain had grown beyond the backup: entries would be lost. */
	| 'older';

/** A state of the chain that is known from elsewhere: a checkpoint, or the database in use. */
export interface KnownState {
	where: 'checkpoint' | 'present';
	seq: number;
}

/** Refuses a backup whose chain ends before a known state, unless that is wanted. */
export function decideAge(
	{ head }: Pick<BackupManifest, 'head'>,
	known: readonly KnownState[],
	older: boolean
): Decision<{ lost: number }, 'older'> {
	const newest = known.reduce<KnownState | undefined>(
		(best, one) => (one.seq > (best?.seq ?? 0) ? one : best),
		undefined
	);
	const lost = Math.max(0, (newest?.seq ?? 0) - head.seq);
	if (lost === 0 || older) return accept({ lost });
	return refuse('older', { head: head.seq, known: newest!.seq, where: newest!.where });
}
