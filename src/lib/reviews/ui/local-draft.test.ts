import { beforeEach, describe, expect, it } from 'vitest';
import { emptyDraft } from '#lib/reviews/draft.ts';
import { copiesOf, dropCopy, writeCopy, type LocalCopy } from './local-draft.ts';

/** The browser's storage as its standard describes it, with room for `most` characters. */
class RoomyStorage implements Storage {
	[name: string]: unknown;
	#items = new Map<string, string>();
	#most: number;
	constructor(most = Infinity) {
		this.#most = most;
	}
	get length() {
		return this.#items.size;
	}
	key = (index: number) => [...this.#items.keys()][index] ?? null;
	getItem = (key: string) => this.#items.get(key) ?? null;
	setItem = (key: string, value: string) => {
		if (value.length > this.#most) throw new DOMException('full', 'QuotaExceededError');
		this.#items.set(key, value);
	};
	removeItem = (key: string) => void this.#items.delete(key);
	clear = () => this.#items.clear();
}

const lin = { userId: 'lin', subject: '/recordings/r/review/draft:' };
const mei = { ...lin, userId: 'mei' };
const copy = (at: number, comment = ''): LocalCopy => ({
	at,
	base: emptyDraft(),
	sent: null,
	mine: { ...emptyDraft(), comment }
});

describe('copies on the machine', () => {
	let storage: Storage;
	beforeEach(() => (storage = new RoomyStorage()));

	it('are one for each tab, the newest text in place of the older, the oldest first', () => {
		writeCopy(storage, lin, 'b', copy(2, 'second'));
		writeCopy(storage, lin, 'a', copy(1, 'first'));
		writeCopy(storage, lin, 'b', copy(3, 'third'));
		const found = copiesOf(storage, lin).map(([tab, { mine }]) => [tab, mine.comment]);
		expect(found).toEqual([
			['a', 'first'],
			['b', 'third']
		]);
	});

	it('are offered to who wrote them, of the draft they are of, and to nobody else', () => {
		writeCopy(storage, lin, 'a', copy(1));
		expect(copiesOf(storage, mei)).toEqual([]);
		expect(copiesOf(storage, { ...lin, subject: '/recordings/r2/review/draft:' })).toEqual([]);
		expect(copiesOf(storage, { ...lin, userId: 'li' })).toEqual([]);
		dropCopy(storage, mei, 'a');
		expect(copiesOf(storage, lin)).toHaveLength(1);
	});

	it('go when they are dropped, unless they were written again since', () => {
		writeCopy(storage, lin, 'a', copy(5));
		dropCopy(storage, lin, 'a', 4);
		expect(copiesOf(storage, lin)).toHaveLength(1);
		dropCopy(storage, lin, 'a', 5);
		expect(storage.length).toBe(0);
	});

	it('give way when they are a month old or too many, the oldest first', () => {
		const day = 86_400_000;
		writeCopy(storage, mei, 'old', copy(day));
		const long = 'x'.repeat(3900);
		const big = (at: number): LocalCopy => {
			const evidence = Array.from({ length: 100 }, (_, n) => ({
				...{ id: `e${n}`, kind: 'note' as const, itemKey: null, fromMs: 0, toMs: 1, note: long }
			}));
			return { ...copy(at), mine: { ...emptyDraft(), evidence } };
		};
		for (let n = 0; n < 7; n++) writeCopy(storage, lin, `t${n}`, big(40 * day + n));
		expect(copiesOf(storage, mei)).toEqual([]);
		const tabs = copiesOf(storage, lin).map(([tab]) => tab);
		expect(tabs.at(-1)).toBe('t6');
		expect(tabs.length).toBeLessThan(7);
		expect(tabs).not.toContain('t0');
	});

	it('that cannot be read are nothing, and a full storage is no error', () => {
		storage.setItem('listenback:draft:lin:/recordings/r/review/draft::a', '{"at":1,"mine":{}}');
		expect(copiesOf(storage, lin)).toEqual([]);
		expect(writeCopy(new RoomyStorage(10), lin, 'a', copy(1))).toBe(false);
	});
});
