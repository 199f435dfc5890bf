import { m } from '#lib/i18n/paraglide/messages.js';
import type { CustodyReport } from '../custody-report.ts';
import type { Paper } from '../paper.ts';
import { centreText, reportFacts, reportSections } from './report-text.ts';

/** The custody report as it is printed. */
export const reportPaper = (report: CustodyReport, zone: string): Paper => ({
	title: m.evidence_report(),
	centre: centreText(report),
	madeAt: report.madeAt,
	facts: reportFacts(report, zone),
	parts: reportSections(report, zone).map((part) => ({ ...part, none: m.evidence_part_none() })),
	signatures: [m.evidence_report_signature(), m.evidence_report_date()],
	pageOf: (page, pages) => m.evidence_report_page({ page, pages })
});
