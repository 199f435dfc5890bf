/** What the files of a month are made of. Pure. */
import type { AgentMonth } from '#lib/assessments/month.ts';
import type { AfterLine } from '#lib/ledger/after-close.ts';
import type { LedgerCause, Line } from '#lib/ledger/entry.ts';
import type { FormText } from '#lib/rubric/text.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import type { FiledSignature, FiledTalk } from './sheet-talk.ts';

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

/** An agent's month with the hash that stands beside its figures, frozen or as counted now. */
export interface FiledAgent extends AgentMonth {
	sha256: string;
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
	agents: FiledAgent[];
	lines: FiledLine[];
	entries: FiledLine[];
	/** Lines that are left out, as the reader's own judgement of their call is open. */
	withheld: number;
	/** The oldest first, as are the signatures. */
	talks: FiledTalk[];
	signatures: FiledSignature[];
	locks: FiledLock[];
	versions: { scheme: number; penaltyTable: number };
}

/** Made as a whole. */
export const wholeFileNames = ['month.xlsx', 'month.csv', 'sheets.pdf'] as const;
/** Written row by row. */
const answersFileNames = ['answers.csv', 'answers.jsonl'] as const;
/** What can be had of a month. */
export const monthFileNames = [...wholeFileNames, ...answersFileNames];

export type WholeFileName = (typeof wholeFileNames)[number];
type AnswersFileName = (typeof answersFileNames)[number];
export type MonthFileName = WholeFileName | AnswersFileName;

interface Asked<Name> {
	month: BusinessMonth;
	file: Name;
	/** Whose sheet, when it is one person's. */
	agentId?: string | undefined;
}

export type AskedWhole = Asked<WholeFileName>;
export type AskedAnswers = Asked<AnswersFileName>;
export type AskedFile = AskedWhole | AskedAnswers;

export const isWhole = (asked: AskedFile): asked is AskedWhole =>
	wholeFileNames.some((name) => name === asked.file);
