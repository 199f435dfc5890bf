/** The life of one recording, as its entries in the audit chain tell it: who, in which role then, when, what. */
import type { CustodyState } from '../recordings/custody-state.ts';
import type { StoredFault } from '../recordings/sound-fault.ts';

interface ReportedRecording {
	id: string;
	callId: string;
	source: string;
	/** Masked. */
	fileName: string;
	/** Of the bytes as they arrived. */
	sha256: string;
	playbackSha256: string | null;
	bytes: number;
	container: string;
	codec: string;
	sampleRate: number;
	channels: number;
	durationMs: number;
	verdict: string;
	verdictReason: string | null;
	detector: string;
	importedAt: Date;
	startedAt: Date;
	agentId: string | null;
	agent: string | null;
	team: string | null;
	department: string | null;
	custody: CustodyState;
	revision: number;
	/** Ids of the recordings of the same call that it replaced, and that replaced it. */
	supersedes: string | null;
	replacedBy: string | null;
}

export interface CustodyReport {
	madeAt: Date;
	madeBy: { id: string; name: string };
	/** In both languages, or the department's name. */
	centre: Record<'en' | 'zh-CN', string> | string | null;
	recording: ReportedRecording;
	/** Null when no pass over the stored files read them; none does after the purge. */
	lastLook: { at: Date; scrub: string; found: LastLook } | null;
	/** What is wrong with the bytes at this moment: the stored ones, of a purged recording those in its tombstone. */
	storedFault: StoredFault | null;
	/** Head of the audit chain when the report was made. */
	chain: { seq: number; hash: string } | null;
	/** Names of teams and departments by id. */
	places: Record<string, string>;
	lines: ReportLine[];
}

export interface ReportLine {
	/** Number of the entry in the chain; null for a play that is still open. */
	seq: number | null;
	at: Date;
	kind: string;
	subject: string;
	actor: string;
	/** The actor's name at that time; null for the program. */
	name: string | null;
	/** Roles at that time, `role:id of team or department`. */
	roles: string[];
	reason: string | undefined;
	erased: boolean;
	facts: Record<string, unknown>;
	hash: string | null;
}

/** What a person was called before each change of name, the oldest change first. */
export type Renamings = readonly { at: Date; before: string }[];

/** The name at `at`: that which the first later change replaced, else today's. */
export const nameAt = (renamings: Renamings, today: string, at: Date): string =>
	renamings.find((change) => change.at > at)?.before ?? today;

/** Bytes that went out in a play without anything of it being heard are a download. */
export const isDownload = ({ kind, facts }: Pick<ReportLine, 'kind' | 'facts'>): boolean =>
	kind === 'recording.played' &&
	Number(facts.heardMs ?? 0) === 0 &&
	Number(facts.sentBytes ?? 0) > 0;

/** The parts of a report, in their order. */
export const reportParts = [
	'arrival',
	'plays',
	'reviews',
	'deletion',
	'holds',
	'incidents',
	'access'
] as const;
type ReportPart = (typeof reportParts)[number];

/** By the first word of the kind, where no whole kind is named. */
const parts: Record<string, ReportPart> = {
	'recording.imported': 'arrival',
	'recording.revised': 'arrival',
	'recording.attributed': 'arrival',
	'recording.played': 'plays',
	'recording.restored': 'deletion',
	'recording.purged': 'deletion',
	...{ deletion: 'deletion', hold: 'holds', restriction: 'holds', retention: 'holds' },
	...{ joint: 'holds', incident: 'incidents' },
	...{ access: 'access', number: 'access', custody: 'access' }
};

/** Where an entry stands in the report; whatever judges the call, or is not known here, is with the reviews. */
export const partOf = (kind: string): ReportPart =>
	parts[kind] ?? parts[kind.split('.')[0]!] ?? 'reviews';

type LastLook = 'whole' | 'changed' | 'missing';

/** What the newest pass that read the file said of it; a stranger is none of the recording's files. */
export const lookOf = (faults: readonly string[]): LastLook =>
	faults.includes('missing') ? 'missing' : faults.includes('changed') ? 'changed' : 'whole';
