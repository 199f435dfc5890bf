import { describe, expect, it } from 'vitest';
import { shownStatus } from './denials.ts';

const answer = (body: unknown, status = 200, type = 'application/json') =>
	new Response(typeof body === 'string' ? body : JSON.stringify(body), {
		status,
		headers: { 'content-type': type }
	});
const nodes = (...all: unknown[]) => ({ type: 'data', nodes: all });
const fine = {
	type: 'data',
	data: [{ words: 1 }, '"type":"error","error":{},"status":403'],
	uses: {}
};
const failed = (status: number) => ({ type: 'error', error: { message: 'forbidden' }, status });

describe('the status that is shown', () => {
	it.each([
		['data', answer(nodes(fine, null)), 200],
		['refused data', answer(nodes(fine, failed(403))), 403],
		['data that are not there', answer(nodes(failed(404))), 404],
		['a refused form', answer({ type: 'failure', status: 403, data: '[]' }), 403],
		['a form that is wrong', answer({ type: 'failure', status: 422, data: '[]' }), 422],
		['a form that is right', answer({ type: 'success', status: 200, data: '[]' }), 200],
		['an error as such', answer({ type: 'error', error: {} }, 403), 403],
		['another form of answer', answer(nodes(failed(403)), 200, 'text/html'), 200]
	])('of %s', async (_, response, status) => {
		expect(await shownStatus(response, true)).toBe(status);
		expect(await response.text()).not.toBe('');
	});

	it('of a request without a script is that of the answer', async () => {
		expect(await shownStatus(answer(nodes(failed(403))), false)).toBe(200);
	});
});
