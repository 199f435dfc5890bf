/** Sends checkpoints to the places outside, and keeps what became of each attempt. */
import { and, desc, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Config } from '../../platform/server/config.ts';
import type { Db, Reader } from '../../platform/server/db/client.ts';
import { newId } from '../../platform/server/ids.ts';
import { isDue, pendingOf } from '../delivery.ts';
import { checkpointsAfter, newestCheckpoint, type Checkpoint } from './checkpoints.ts';
import { placeOf } from './places/index.ts';
import { SENDING_LIMIT_MS, type Place } from './places/place.ts';
import { checkpointDeliveries } from './schema.ts';

export interface DeliveryContext {
	db: Db;
	now: Date;
	config: Pick<Config, 'checkpointPlaces' | 'smtp' | 'objectStore'>;
}

export interface PlaceState {
	place: string;
	/** The newest checkpoint that arrived. */
	delivered: { seq: number; at: Date } | undefined;
	/** Attempts that failed since then, and the last of them. */
	failures: number;
	lastFailure: { seq: number; at: Date; fault: string } | undefined;
}

/** Where a place stands, by what was recorded. */
async function placeState(read: Reader, place: string): Promise<PlaceState> {
	const { seq, at, fault } = checkpointDeliveries;
	const here = eq(checkpointDeliveries.place, place);
	const [delivered] = await read
		.select({ seq, at })
		.from(checkpointDeliveries)
		.where(and(here, isNull(fault)))
		.orderBy(desc(seq))
		.limit(1);
	const since = delivered && gt(at, delivered.at);
	const [lastFailure] = await read
		.select({ seq, at, fault: sql<string>`${fault}` })
		.from(checkpointDeliveries)
		.where(and(here, isNotNull(fault), since))
		.orderBy(desc(at))
		.limit(1);
	const failures = await read.$count(checkpointDeliveries, and(here, isNotNull(fault), since));
	return { place, delivered, failures, lastFailure };
}

/** The configured places and where they stand. */
export const placeStates = (
	read: Reader,
	config: DeliveryContext['config']
): Promise<PlaceState[]> => Promise.all(placesOf(config).map(({ name }) => placeState(read, name)));

const placesOf = (config: DeliveryContext['config']): Place[] =>
	config.checkpointPlaces.map((address) => placeOf(address, config));

/**
 * Sends to every place what it has not got. Answers the places that failed in this run. Nothing is
 * locked meanwhile: a note that is sent twice does no harm.
 */
export async function deliverCheckpoints(context: DeliveryContext): Promise<PlaceState[]> {
	const outcomes = await Promise.all(
		placesOf(context.config).map((place) => deliverTo(context, place))
	);
	return outcomes.filter((state) => state !== undefined);
}

async function deliverTo(
	{ db, now }: DeliveryContext,
	place: Place
): Promise<PlaceState | undefined> {
	const { delivered, failures, lastFailure } = await placeState(db.read, place.name);
	if (!isDue(lastFailure?.at, failures, now)) return undefined;
	const pending = await pendingFor(db.read, delivered?.seq);
	const newest = pending.at(-1);
	if (!newest) return undefined;
	const fault = await attempt(place, pending);
	// Of a bundle that did not arrive one row is enough; of one that did, each note has its own.
	const tried = fault === null ? pending : [newest];
	await db.tx((tx) =>
		tx.insertMany(
			checkpointDeliveries,
			tried.map(({ seq }) => ({ id: newId(now), seq, place: place.name, at: now, fault }))
		)
	);
	return fault === null ? undefined : placeState(db.read, place.name);
}

async function pendingFor(read: Reader, delivered: number | undefined): Promise<Checkpoint[]> {
	if (delivered !== undefined) return pendingOf(await checkpointsAfter(read, delivered), delivered);
	const newest = await newestCheckpoint(read);
	return newest ? [newest] : [];
}

/** Null when everything arrived, else why not, in a few words without credentials. */
async function attempt(place: Place, notes: Checkpoint[]): Promise<string | null> {
	const limit = AbortSignal.timeout(SENDING_LIMIT_MS * 3);
	const tooLong = new Promise<never>((_, reject) =>
		limit.addEventListener('abort', () => reject(new Error('no answer in time')), { once: true })
	);
	try {
		await Promise.race([place.send(notes), tooLong]);
		return null;
	} catch (error) {
		const { message, code } = error as NodeJS.ErrnoException;
		return (message || code || 'failed').replaceAll(/\/\/[^/@\s]*@/g, '//').slice(0, 300);
	}
}
