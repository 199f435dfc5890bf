import { seededRandom } from '#lib/shared/seeded-random.ts';

/** Bytes that repeat with the seed, for `takeIdBytesFrom`. */
export function seededBytes(seed: number): (size: number) => Buffer {
	const random = seededRandom(seed);
	return (size) => Buffer.from(Array.from({ length: size }, () => random.below(256)));
}
