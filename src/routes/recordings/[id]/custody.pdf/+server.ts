import { recordExport } from '#lib/custody/server/custody-report.ts';
import { paperPdf } from '#lib/custody/server/report-pdf.ts';
import { reportPaper } from '#lib/custody/ui/report-paper.ts';
import { readableReport } from '../custody/readable.ts';
import type { RequestHandler } from './$types';

/** The report on paper, in the reader's language. */
export const GET: RequestHandler = async ({ locals, params: { id } }) => {
	const report = await readableReport(locals, id);
	const pdf = await paperPdf(reportPaper(report, locals.zone));
	await recordExport(locals, { recordingId: id, format: 'pdf' });
	return new Response(new Uint8Array(pdf), {
		headers: {
			'cache-control': 'private, no-store',
			'content-disposition': `attachment; filename="custody-${id}.pdf"`,
			'content-type': 'application/pdf'
		}
	});
};
