import { copiesOf, dropCopy, writeCopy, type LocalCopy } from './local-draft.ts';

const SOON_MS = 300;

type Copied = Omit<LocalCopy, 'at'>;

/** Keeps this tab's copy of a draft on the machine, and finds those that other tabs left. */
export function copyKeeper(
	draft: { userId: string; url: string; assignmentId: string | null },
	copy: () => Copied
) {
	const owner = { userId: draft.userId, subject: `${draft.url}:${draft.assignmentId ?? ''}` };
	const tab = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
	const storage = storageOf();
	let timer: ReturnType<typeof setTimeout> | undefined;
	let found: [tab: string, at: number][] = [];

	const now = () => {
		clearTimeout(timer);
		timer = undefined;
		if (storage) writeCopy(storage, owner, tab, { at: Date.now(), ...copy() });
	};
	return {
		/** What earlier tabs, or others still open, could not save; removed with this tab's own. */
		left(): LocalCopy[] {
			const copies = storage ? copiesOf(storage, owner) : [];
			found = copies.map(([other, { at }]) => [other, at]);
			return copies.map(([, left]) => left);
		},
		/** Writes the copy within a third of a second, however many changes come. */
		soon: () => {
			timer ??= setTimeout(now, SOON_MS);
		},
		now,
		/** The server has it: this tab's copy goes, and those it took up unless they were written again. */
		drop() {
			clearTimeout(timer);
			timer = undefined;
			if (!storage) return;
			dropCopy(storage, owner, tab);
			for (const [other, at] of found) dropCopy(storage, owner, other, at);
			found = [];
		},
		stop: () => clearTimeout(timer)
	};
}
export type CopyKeeper = ReturnType<typeof copyKeeper>;

/** Some browsers forbid it to pages in frames or private windows. */
function storageOf(): Storage | undefined {
	try {
		return typeof localStorage === 'undefined' ? undefined : localStorage;
	} catch {
		return undefined;
	}
}
