import type { Command } from './command.ts';
import { auditErase } from './audit-erase.ts';
import { auditExport } from './audit-export.ts';
import { auditVerify } from './audit-verify.ts';
import { agreement } from './agreement.ts';
import { assess } from './assess.ts';
import { backup } from './backup.ts';
import { backupDrill } from './backup-drill.ts';
import { calendarImport } from './calendar-import.ts';
import { calendarShow } from './calendar-show.ts';
import { custodySettingsCommand } from './custody-settings.ts';
import { disputeSettingsCommand } from './dispute-settings.ts';
import { drawExport } from './draw-export.ts';
import { drawRun } from './draw-run.ts';
import { drawShow } from './draw-show.ts';
import { drawVerify } from './draw-verify.ts';
import { importCommand } from './import.ts';
import { ledgerPost } from './ledger-post.ts';
import { peaks } from './peaks.ts';
import { peopleImport } from './people-import.ts';
import { peopleLink } from './people-link.ts';
import { peopleLinkAccounts } from './people-link-accounts.ts';
import { people } from './people-list.ts';
import { penalty } from './penalty.ts';
import { planList } from './plan-list.ts';
import { planShow } from './plan-show.ts';
import { probe } from './probe.ts';
import { recordingsAttribute } from './recordings-attribute.ts';
import { recordingsHearers } from './recordings-hearers.ts';
import { restore } from './restore.ts';
import { rosterImport } from './roster-import.ts';
import { rubricCheck } from './rubric-check.ts';
import { rubricExport } from './rubric-export.ts';
import { score } from './score.ts';
import { verifyRecordings } from './verify-recordings.ts';
import { tombstoneExport } from './tombstone-export.ts';

/** Every command, in the order of the overview: one line each. */
export const commands: Command[] = [
	peopleImport,
	people,
	peopleLink,
	peopleLinkAccounts,
	importCommand,
	recordingsAttribute,
	recordingsHearers,
	probe,
	peaks,
	calendarImport,
	calendarShow,
	rosterImport,
	planList,
	planShow,
	drawRun,
	drawShow,
	drawVerify,
	drawExport,
	assess,
	penalty,
	ledgerPost,
	disputeSettingsCommand,
	rubricExport,
	rubricCheck,
	score,
	agreement,
	auditVerify,
	auditExport,
	auditErase,
	verifyRecordings,
	backupDrill,
	backup,
	restore,
	custodySettingsCommand,
	tombstoneExport
];
