import { describe, expect, it } from 'vitest';
import { cursorText, pageLinks, pageOf, parseCursor } from './page-cursor.ts';

const id = '0193a000-0000-7000-8000-000000000001';
const cursor = { at: new Date('2026-03-02T09:00:00.123Z'), id };

describe('parseCursor', () => {
	it('reads what cursorText wrote', () => {
		expect(parseCursor(cursorText(cursor))).toEqual(cursor);
	});

	it.each([null, '', '12', `x_${id}`, '12_not-an-id', `999999999999999_${id}`])(
		'shows the first page for %s',
		(text) => {
			expect(parseCursor(text)).toBeUndefined();
		}
	);
});

describe('pageOf', () => {
	const rows = ['a', 'b', 'c'].map((id, n) => ({ id, at: new Date(n) }));
	const page = (size: number) => pageOf(rows, size, ({ at }) => at);

	it('ends where the next page begins', () => {
		expect(page(2)).toEqual({ rows: rows.slice(0, 2), next: { id: 'b', at: new Date(1) } });
	});

	it('has no next page when no row is left', () => {
		expect(page(3)).toEqual({ rows, next: undefined });
		expect(pageOf<{ id: string }>([], 3, () => new Date(0))).toEqual({ rows: [], next: undefined });
	});
});

describe('pageLinks', () => {
	const links = (search: string, after?: typeof cursor, next?: typeof cursor) =>
		pageLinks('/list', new URLSearchParams(search), { after, next });

	it('keeps the filters', () => {
		expect(links('state=open', cursor, cursor)).toEqual({
			next: `/list?state=open&before=${cursorText(cursor)}`,
			first: '/list?state=open'
		});
	});

	it('leads nowhere from the only page, and from the last one to the first', () => {
		expect(links('state=open')).toEqual({ next: null, first: null });
		expect(links('', cursor)).toEqual({ next: null, first: '/list' });
	});
});
