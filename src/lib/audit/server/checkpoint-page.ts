/** What the page of checkpoints shows. */
import { desc, inArray } from 'drizzle-orm';
import type { Config } from '../../platform/server/config.ts';
import type { Reader } from '../../platform/server/db/client.ts';
import { believedKeys, keyWarnings, type KeyWarning } from './checkpoint-key.ts';
import type { Checkpoint } from './checkpoints.ts';
import { placeStates, type DeliveryContext, type PlaceState } from './deliveries.ts';
import { chainProtection, type ChainProtection } from './protection.ts';
import { auditCheckpoints, auditEntries, checkpointDeliveries } from './schema.ts';

const SHOWN = 20;

interface CheckpointPage {
	/** Null until the first checkpoint. */
	key: { id: string; pem: string } | null;
	warnings: (KeyWarning | 'key-unreadable')[];
	protection: ChainProtection;
	places: PlaceState[];
	checkpoints: (Pick<Checkpoint, 'seq' | 'hash' | 'at'> & { deliveries: Delivery[] })[];
	/** The last entry. */
	head: number;
}

export type Delivery = Pick<typeof checkpointDeliveries.$inferSelect, 'place' | 'at' | 'fault'>;

export async function checkpointPage(
	read: Reader,
	config: DeliveryContext['config'] & Pick<Config, 'checkpointKey' | 'dataDir'>
): Promise<CheckpointPage> {
	const { seq, hash, at } = auditCheckpoints;
	const rows = await read
		.select({ seq, hash, at })
		.from(auditCheckpoints)
		.orderBy(desc(seq))
		.limit(SHOWN);
	const deliveries = await read
		.select()
		.from(checkpointDeliveries)
		.where(
			inArray(
				checkpointDeliveries.seq,
				rows.map((row) => row.seq)
			)
		)
		.orderBy(checkpointDeliveries.at);
	const [head] = await read
		.select({ seq: auditEntries.seq })
		.from(auditEntries)
		.orderBy(desc(auditEntries.seq))
		.limit(1);
	return {
		...keyFacts(config),
		protection: await chainProtection(read),
		places: await placeStates(read, config),
		checkpoints: rows.map((row) => ({ ...row, deliveries: lastTries(deliveries, row.seq) })),
		head: head?.seq ?? 0
	};
}

/** What became of a checkpoint at each place: the last attempt. */
function lastTries(all: (Delivery & { seq: number })[], seq: number): Delivery[] {
	const tries = all.filter((one) => one.seq === seq);
	const last = new Map(tries.map(({ place, at, fault }) => [place, { place, at, fault }]));
	return [...last.values()];
}

function keyFacts({
	checkpointKey,
	dataDir
}: Pick<Config, 'checkpointKey' | 'dataDir'>): Pick<CheckpointPage, 'key' | 'warnings'> {
	const warnings = keyWarnings(checkpointKey, dataDir);
	try {
		const [key] = believedKeys(checkpointKey);
		return { key: key ? { id: key.id, pem: key.pem } : null, warnings };
	} catch {
		return { key: null, warnings: ['key-unreadable', ...warnings] };
	}
}
