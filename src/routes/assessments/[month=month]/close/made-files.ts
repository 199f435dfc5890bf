import { keepFiles } from '#lib/reports/server/keep-files.ts';
import { wholeContent } from '#lib/reports/ui/month-content.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';

/** Makes and keeps the files of a month that is closed, in the language of who asks. */
export const madeFiles = (locals: App.Locals, month: BusinessMonth, departmentId: string) =>
	keepFiles(locals, { month, departmentId }, (file, filed) => wholeContent({ month, file }, filed));
