import { json } from '@sveltejs/kit';
import { recordExport } from '#lib/custody/server/custody-report.ts';
import { readableReport } from '../custody/readable.ts';
import type { RequestHandler } from './$types';

/** The report for machines; that it was taken out is an entry of its own, which the next one shows. */
export const GET: RequestHandler = async ({ locals, params: { id } }) => {
	const report = await readableReport(locals, id);
	await recordExport(locals, { recordingId: id, format: 'json' });
	return json(report, {
		headers: {
			'cache-control': 'private, no-store',
			'content-disposition': `attachment; filename="custody-${id}.json"`
		}
	});
};
