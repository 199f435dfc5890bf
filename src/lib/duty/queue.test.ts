import { describe, expect, it } from 'vitest';
import { parseQueue, queueHref, type QueueFilter } from './queue.ts';

const id = '0193fd3a-0000-7000-8000-000000000001';
const read = (href: string) => parseQueue(new URL(href, 'http://x').searchParams);

describe('the queue’s address', () => {
	it.each<[string, QueueFilter]>([
		['/', { view: 'open' }],
		['/?show=done', { view: 'done' }],
		[`/?plan=weekly-audit&agent=${id}`, { view: 'open', plan: 'weekly-audit', agentId: id }],
		[
			`/?show=overdue&after=17_16_${id}`,
			{ view: 'overdue', after: { dueAt: new Date(17), startedAt: new Date(16), id } }
		]
	])('%s is read and written', (href, filter) => {
		expect(read(href)).toEqual(filter);
		expect(queueHref(filter)).toBe(href);
	});

	it('leaves out what cannot be read', () => {
		expect(read('/?show=x&agent=%00&after=99999999999999999_1_x&plan=')).toEqual({ view: 'open' });
	});
});
