/** A draw as a file for another program: everything but the server's secret. Its form is in docs/sampling.md. */
import type { StoredDraw } from './stored-draw.ts';

/** A plain value for `JSON.stringify`. */
export function exportDraw(stored: StoredDraw): object {
	void stored;
	throw new Error('not written yet');
}
