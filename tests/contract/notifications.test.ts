import { describe, expect, it } from 'vitest';
import { noticePage, unreadCount } from '#lib/notifications/server/queries.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { markAllRead, openNotice } from '#lib/notifications/server/read-marks.ts';
import { exampleCentre, zone, type Person } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const start = new Date('2026-03-02T01:00:00Z');
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

async function withNotices(count: number) {
	const db = await testDatabase();
	const { omar, lin } = await exampleCentre(db);
	for (let n = 0; n < count; n++)
		await db.tx((tx) =>
			notify(tx, later(n), { kind: 'tasks-drawn', to: [omar.id, omar.id], path: `/?n=${n}` })
		);
	const as = ({ actor }: Person) => ({ db, actor, now: later(1000), zone });
	return { db, omar, lin, as };
}

describe('notices', () => {
	it('reach each receiver once, newest first, and count as unread', async () => {
		const { db, omar, lin } = await withNotices(3);
		const { rows, next } = await noticePage(db.read, omar.id, null);
		expect(rows.map((row) => row.at)).toEqual([later(2), later(1), later(0)]);
		expect(next).toBeNull();
		expect(await unreadCount(db.read, omar.id)).toBe(3);
		expect(await unreadCount(db.read, lin.id)).toBe(0);
	});

	it('are opened by their receiver alone; opening leaves a read mark and tells the page', async () => {
		const { db, omar, lin, as } = await withNotices(2);
		const { rows } = await noticePage(db.read, omar.id, null);
		const id = rows[0]!.id;
		expect(await openNotice(as(lin), id)).toBeUndefined();
		expect(await openNotice(as(omar), 'no-id')).toBeUndefined();
		expect(await unreadCount(db.read, omar.id)).toBe(2);
		expect(await openNotice(as(omar), id)).toBe('/?n=1');
		expect(await unreadCount(db.read, omar.id)).toBe(1);
	});

	it('are all marked as read for the actor and nobody else', async () => {
		const { db, omar, lin, as } = await withNotices(2);
		await markAllRead(as(lin));
		expect(await unreadCount(db.read, omar.id)).toBe(2);
		await markAllRead(as(omar));
		expect(await unreadCount(db.read, omar.id)).toBe(0);
	});

	it('page on by the last id seen, and a malformed one shows the first page', async () => {
		const { db, omar } = await withNotices(53);
		const first = await noticePage(db.read, omar.id, 'nonsense');
		expect(first.rows).toHaveLength(50);
		const second = await noticePage(db.read, omar.id, first.next);
		expect(second.rows.map((row) => row.at)).toEqual([later(2), later(1), later(0)]);
		expect(second.next).toBeNull();
	});
});
