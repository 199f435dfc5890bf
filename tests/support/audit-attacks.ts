/** Nine ways in which somebody who owns the database falsifies the chain: what it then holds. */
import { bodyOf, GENESIS, link, type BodyFacts } from '#lib/audit/chain.ts';
import { noteHash, noteOf, readNote } from '#lib/audit/checkpoint.ts';
import { sha256Text } from '#lib/audit/server/append.ts';
import type { SigningKey } from '#lib/audit/server/checkpoint-key.ts';
import type { auditCheckpoints, auditEntries, auditWords } from '#lib/audit/server/schema.ts';
import type { SeededRandom } from '#lib/shared/seeded-random.ts';

export type Entry = typeof auditEntries.$inferSelect;

export interface Kept {
	entries: Entry[];
	words: (typeof auditWords.$inferSelect)[];
	checkpoints: (typeof auditCheckpoints.$inferSelect)[];
}

/** `last`: the newest entry that a note outside names; `key`: the stolen one. */
export interface Attack {
	kept: Kept;
	random: SeededRandom;
	last: number;
	key: SigningKey;
}

const from = ({ random, last }: Attack, least = 2) => least + random.below(last - least);

/** Writes the entries from `at` (an index) anew: numbers, links and hashes as they ought to be. */
function relinked(entries: Entry[], at: number): Entry[] {
	const out = entries.slice(0, at);
	for (const entry of entries.slice(at)) {
		const seq = out.length + 1;
		const prevHash = out.at(-1)?.hash ?? GENESIS;
		const facts = JSON.parse(entry.body) as BodyFacts;
		const body = bodyOf({ ...facts, seq, actor: entry.actor, kind: entry.kind as 'signed-in' });
		out.push({ ...entry, seq, body, prevHash, hash: link(sha256Text, prevHash, body) });
	}
	return out;
}

const changed = (kept: Kept, at: number, actor = 'system:forger'): Entry[] =>
	kept.entries.map((entry, index) => (index === at ? { ...entry, actor } : entry));

/** What remains when everything after `seq` is cut off. */
const until = ({ entries, words, checkpoints }: Kept, seq: number): Kept => ({
	entries: entries.filter((one) => one.seq <= seq),
	words: words.filter((one) => one.seq <= seq),
	checkpoints: checkpoints.filter((one) => one.seq < seq)
});

/** The chain from `k` anew, nothing left that tells of the checkpoints that are gone. */
function rewritten({ kept }: Attack, k: number): Kept {
	const entries = changed(kept, k - 1).map((one) =>
		one.seq >= k && one.kind === 'checkpoint.signed' ? { ...one, kind: 'signed-out' } : one
	);
	const checkpoints = kept.checkpoints.filter(({ seq }) => seq < k - 1);
	return { ...kept, entries: relinked(entries, k - 1), checkpoints };
}

/** The chain from `k` anew, and every checkpoint signed again with the stolen key. */
function resigned({ kept, key }: Attack, k: number): Kept {
	let entries = changed(kept, k - 1);
	const checkpoints: Kept['checkpoints'] = [];
	for (const row of kept.checkpoints) {
		const facts = readNote(row.note)!;
		entries = relinked(entries, Math.min(k, row.seq + 1) - 1);
		const before = checkpoints.at(-1);
		const note = noteOf({
			...facts,
			origin: entries[0]!.hash.slice(0, 16),
			hash: entries[row.seq - 1]!.hash,
			previous: before ? { seq: before.seq, sha256: noteHash(sha256Text, before.note) } : null,
			keyId: key.id
		});
		const signed = { ...row, hash: readNote(note)!.hash, keyId: key.id, ...key.sign(note) };
		checkpoints.push(signed);
		const told = entries[row.seq]!;
		const body = JSON.parse(told.body) as BodyFacts;
		const noteSha256 = noteHash(sha256Text, note);
		const named = { ...body, facts: { ...body.facts, noteSha256, keyId: key.id } };
		entries = entries.with(row.seq, { ...told, body: bodyOf(named) });
	}
	return { ...kept, entries: relinked(entries, k - 1), checkpoints };
}

/** In the middle one more entry; all after it move on by one. */
function pushedIn({ entries, ...rest }: Kept, at: number, entry: Entry): Kept {
	const seq = at + 1;
	const prevHash = entries[at - 1]!.hash;
	const hash = link(sha256Text, prevHash, entry.body);
	const after = entries.slice(at).map((one, n) => ({
		...one,
		seq: one.seq + 1,
		prevHash: n === 0 ? hash : one.prevHash
	}));
	return {
		...rest,
		entries: [...entries.slice(0, at), { ...entry, seq, prevHash, hash }, ...after]
	};
}

export const attacks: Record<string, (attack: Attack) => Kept> = {
	edit(attack) {
		const { kept } = attack;
		const at = from(attack) - 1;
		const entry = kept.entries[at]!;
		const body = entry.body.replace('"roles":', '"role":');
		return { ...kept, entries: kept.entries.with(at, { ...entry, body }) };
	},
	delete(attack) {
		const k = from(attack);
		const { entries, words, checkpoints } = attack.kept;
		const not = ({ seq }: { seq: number }) => seq !== k;
		return { entries: entries.filter(not), words: words.filter(not), checkpoints };
	},
	insert(attack) {
		const at = from(attack);
		const entry = attack.kept.entries[at]!;
		return pushedIn(attack.kept, at, {
			...entry,
			body: entry.body.replace('"actor":"', '"actor":"9')
		});
	},
	swap(attack) {
		const { kept } = attack;
		const at = from(attack) - 1;
		const [one, two] = [kept.entries[at]!, kept.entries[at + 1]!];
		const entries = kept.entries
			.with(at, { ...two, seq: one.seq })
			.with(at + 1, { ...one, seq: two.seq });
		return { ...kept, entries };
	},
	duplicate(attack) {
		const at = from(attack);
		return pushedIn(attack.kept, at, attack.kept.entries[at - 1]!);
	},
	truncate: (attack) => until(attack.kept, from(attack, 1) - 1),
	rewrite: (attack) => rewritten(attack, from(attack)),
	resign: (attack) => resigned(attack, from(attack)),
	restore(attack) {
		const old = until(attack.kept, from(attack, 1));
		const length = attack.random.below(2) * attack.kept.entries.length;
		const added = Array.from({ length }, () => ({ ...old.entries[0]!, actor: 'system:later' }));
		return { ...old, entries: relinked([...old.entries, ...added], old.entries.length) };
	}
};
