/**
 * The candidates of a draw or of a top-up as the text that is hashed, stored and replayed: the same
 * for the same calls, whatever the order of rows. Its form is in docs/sampling.md.
 *
 * Pure.
 */
import type { Pool } from './plan.ts';
import { byText, type Sha256 } from './sha256.ts';
import type { Pooled } from './strata.ts';

/** Name and version of the method, stored with every draw and at the head of its texts. */
export const ALGORITHM = 'sha256-rank/2';
/** The method of earlier editions: one pool, units are agents, no line at the head. */
export const FIRST_ALGORITHM = 'sha256-rank/1';

/** The eligible calls of one unit, sorted by agent, then by id; `masks` as in `Pooled`. */
interface UnitCandidates {
	unitId: string;
	calls: readonly { id: string; agentId: string }[];
	masks: Uint8Array;
}

/** The text of `units`, which are sorted by id. */
export function candidateText(pools: readonly Pool[], units: readonly UnitCandidates[]): string {
	const letters = lettersOf(pools);
	const lines = [[ALGORITHM, ...pools].join(' ')];
	for (const { unitId, calls, masks } of units) {
		let agent: string | undefined;
		for (let index = 0; index < calls.length; index++) {
			const { id, agentId } = calls[index]!;
			if (agentId !== agent) lines.push(`= ${unitId} ${(agent = agentId)}`);
			const mask = masks[index]!;
			lines.push(mask === 0 ? id : id + letters[mask]!);
		}
	}
	lines.push('');
	return lines.join('\n');
}

/** For each mask the letters of its pools, A the first, after a space; every call belongs to `any`, which has none. */
function lettersOf(pools: readonly Pool[]): string[] {
	return Array.from({ length: 1 << pools.length }, (_, mask) => {
		const letters = pools.map((pool, place) =>
			pool !== 'any' && mask & (1 << place) ? String.fromCharCode(65 + place) : ''
		);
		return letters.some(Boolean) ? ` ${letters.join('')}` : '';
	});
}

/** The candidates of a unit as read: `masks` as in `Pooled`. */
export interface ReadUnit {
	calls: { id: string; agentId: string }[];
	masks: number[];
}

export interface ReadCandidates {
	algorithm: string;
	pools: Pool[];
	units: Map<string, ReadUnit>;
	count: number;
}

/** Reads a text of either method. */
export function readCandidates(text: string): ReadCandidates {
	const lines = text.split('\n').filter(Boolean);
	const [algorithm, ...pools] = (lines[0] ?? '').split(' ') as [string, ...Pool[]];
	return algorithm === ALGORITHM
		? readLines(lines.slice(1), { algorithm, pools })
		: readFirstLines(lines);
}

function readLines(
	lines: readonly string[],
	head: { algorithm: string; pools: Pool[] }
): ReadCandidates {
	const units = new Map<string, ReadUnit>();
	const always = bitsOf(head.pools, 'any');
	let unit: ReadUnit = { calls: [], masks: [] };
	let agentId = '';
	let count = 0;
	for (const line of lines) {
		const [first, second = '', third = ''] = line.split(' ');
		if (first === '=') {
			unit = units.get(second) ?? { calls: [], masks: [] };
			units.set(second, unit);
			agentId = third;
			continue;
		}
		unit.calls.push({ id: first!, agentId });
		unit.masks.push([...second].reduce(bitOf, always));
		count += 1;
	}
	return { ...head, units, count };
}

function readFirstLines(lines: readonly string[]): ReadCandidates {
	const units = new Map<string, ReadUnit>();
	for (const line of lines) {
		const [agentId, id] = line.split(' ') as [string, string];
		const unit = units.get(agentId) ?? { calls: [], masks: [] };
		units.set(agentId, unit);
		unit.calls.push({ id, agentId });
		unit.masks.push(1);
	}
	return { algorithm: FIRST_ALGORITHM, pools: ['any'], units, count: lines.length };
}

/** The bits of all strata with this pool. */
const bitsOf = (pools: readonly Pool[], wanted: Pool): number =>
	pools.reduce((bits, pool, place) => (pool === wanted ? bits | (1 << place) : bits), 0);

const bitOf = (mask: number, letter: string): number => mask | (1 << (letter.charCodeAt(0) - 65));

/** The keys by which candidates are ranked, lowest first. */
export function keysOf(sha256: Sha256, seed: string, calls: readonly { id: string }[]): string[] {
	const keys = new Array<string>(calls.length);
	for (let index = 0; index < calls.length; index++) keys[index] = sha256(seed + calls[index]!.id);
	return keys;
}

/** One of the calls that may take the place of one that was drawn. */
interface Ranked {
	recordingId: string;
	/** The replaced call's pool, or `any` for the calls outside it, which come after those of the pool. */
	stratum: Pool;
}

/**
 * A unit's candidates in the order in which they replace a call drawn from `pool`: those of the pool
 * by key, then all others by key; calls already drawn are among them. `candidates` is the text of
 * the round (draw or top-up) in which the replaced call was drawn. Empty for a unit that is not in it.
 */
export function substitutes(
	sha256: Sha256,
	seed: string,
	candidates: string,
	{ unitId, pool = 'any' }: { unitId: string; pool?: Pool }
): Ranked[] {
	const { pools, units } = readCandidates(candidates);
	const unit = units.get(unitId);
	if (!unit) return [];
	return rankedFor({ pools, keys: keysOf(sha256, seed, unit.calls), masks: unit.masks }, pool).map(
		({ index, stratum }) => ({ recordingId: unit.calls[index]!.id, stratum })
	);
}

/** `substitutes` by index. */
export function rankedFor(
	{ pools, keys, masks }: Pooled,
	pool: Pool
): { index: number; stratum: Pool }[] {
	const bits = bitsOf(pools, pool);
	return keys
		.map((key, index) => ({ key, index, inside: pool === 'any' || (masks[index]! & bits) > 0 }))
		.sort((a, b) => Number(b.inside) - Number(a.inside) || byText(a.key, b.key))
		.map(({ index, inside }) => ({ index, stratum: inside ? pool : 'any' }));
}
