import { error } from '@sveltejs/kit';
import { custodyReport, mayReadCustody } from '#lib/custody/server/custody-report.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** The custody report, when the reader of this request may have it. */
export async function readableReport(locals: App.Locals, id: string) {
	const may = await mayReadCustody(locals, id);
	if (may.ok) return custodyReport({ ...locals, store: locals.runtime.store }, id);
	if (may.refusal === 'not-found') error(404, 'recording-not-found');
	if (may.refusal === 'not-allowed') error(403, 'forbidden');
	const sentence = m.evidence_report_refusal_own_judgement_open();
	error(409, { message: may.refusal, sentence });
}
