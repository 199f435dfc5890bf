/** What the files of a month are made of. Pure. */
import type { AgentMonth } from '#lib/assessments/month.ts';
import type { AfterLine } from '#lib/ledger/after-close.ts';
import type { LedgerCause, Line } from '#lib/ledger/entry.ts';
import type { FormText } from '#lib/rubric/text.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';

/** A line of the ledger as it stands, or one of its entries. */
export interface FiledLine extends Line {
	agentId: string;
	businessMonth: BusinessMonth;
	seq: AfterLine['seq'];
	cause: LedgerCause;
	reason: string;
	/** Name of who caused it; the program's own as it is written. */
	by: string;
	at: Date;
	pointsTo: string | null;
	/** The rubric item in its words. */
	item: FormText | null;
}

export interface FiledLock {
	departmentId: string;
	department: string;
	/** Null while the month is open. */
	closed: {
		edition: number;
		by: string;
		at: Date;
		figuresSha256: string;
		scheme: number;
		penaltyTable: number;
	} | null;
}

export interface MonthFile {
	month: BusinessMonth;
	zone: string;
	centre: FormText | null;
	/** What the file is dated by: the last closing when all of it is closed, else the time of the export. */
	at: Date;
	/** Everything in it is closed. */
	closed: boolean;
	/** By team name, then staff number. */
	agents: AgentMonth[];
	lines: FiledLine[];
	entries: FiledLine[];
	/** Lines that are left out, as the reader's own judgement of their call is open. */
	withheld: number;
	locks: FiledLock[];
	versions: { scheme: number; penaltyTable: number };
}

/** What can be had of a month. */
export const monthFileNames = [
	'month.xlsx',
	'month.csv',
	'sheets.pdf',
	'answers.csv',
	'answers.jsonl'
] as const;
export type MonthFileName = (typeof monthFileNames)[number];
