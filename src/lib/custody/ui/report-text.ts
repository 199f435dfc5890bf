/** The custody report in the reader's language: the same words on the page and on paper. */
import { factsText, reasonText } from '#lib/audit/ui/facts-text.ts';
import { actorText, kindText } from '#lib/audit/ui/kind-text.ts';
import { dateText, dateTimeText, listText, timeText } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { roles, type Role } from '#lib/people/role.ts';
import { roleWord } from '#lib/people/ui/role-word.ts';
import { custodySentence } from '#lib/recordings/ui/custody-text.ts';
import { bytesText, formatText, verdictName } from '#lib/recordings/ui/fact-texts.ts';
import { faultText } from '#lib/recordings/ui/fault-text.ts';
import type { Verdict } from '#lib/recordings/speech.ts';
import { durationText } from '#lib/shared/duration.ts';
import {
	isDownload,
	partOf,
	reportParts,
	type CustodyReport,
	type ReportLine
} from '../custody-report.ts';
import type { EmptinessEvidence } from '../deletion.ts';

type Places = Record<string, string>;

/** A day and time to the second. */
const momentText = (at: Date, zone: string): string =>
	`${dateText(at, zone)} ${timeText(at, zone, 'second')}`;

/** `team-lead:0193…` → `Team lead North`. */
export function roleText(role: string, places: Places): string {
	const [name, place] = role.split(':');
	const known = roles.find((one): one is Role => one === name);
	const word = known ? roleWord(known) : (name ?? '');
	return place ? `${word} ${places[place] ?? place}` : word;
}

/** The centre's name in the reader's language. */
export function centreText({ centre }: Pick<CustodyReport, 'centre'>): string {
	if (centre === null) return m.shell_product_name();
	return typeof centre === 'string' ? centre : centre[getLocale()];
}

/** What the recording is, as labels with values. */
export function reportFacts(report: CustodyReport, zone: string): [string, string][] {
	const { recording, chain, madeAt, madeBy } = report;
	const { agent, team, supersedes, replacedBy } = recording;
	const form = [bytesText(recording.bytes), durationText(recording.durationMs)];
	return [
		[m.evidence_fact_recording(), recording.id],
		[m.evidence_fact_call(), recording.callId],
		[m.evidence_fact_started(), momentText(recording.startedAt, zone)],
		[
			m.evidence_fact_agent(),
			agent ? [agent, team].filter(Boolean).join(' · ') : m.evidence_fact_nobody()
		],
		[m.evidence_fact_source(), recording.source],
		[m.evidence_fact_file(), recording.fileName],
		[m.evidence_fact_arrived(), momentText(recording.importedAt, zone)],
		[m.evidence_fact_hash(), recording.sha256],
		[m.evidence_fact_size(), [...form, formatText(recording)].join(' · ')],
		[m.evidence_fact_revision(), String(recording.revision)],
		...(supersedes ? [[m.evidence_fact_supersedes(), supersedes] as [string, string]] : []),
		...(replacedBy ? [[m.evidence_fact_replaced_by(), replacedBy] as [string, string]] : []),
		[m.evidence_fact_state(), custodySentence(recording.custody)],
		[m.evidence_fact_look(), lookText(report, zone)],
		[m.evidence_fact_now(), nowText(report)],
		[m.evidence_fact_chain(), chain ? m.evidence_chain_at(chain) : m.evidence_part_none()],
		[
			m.evidence_fact_made(),
			m.evidence_made_by({ time: momentText(madeAt, zone), name: madeBy.name })
		]
	];
}

function lookText({ lastLook, recording }: CustodyReport, zone: string): string {
	if (!lastLook && recording.custody === 'purged') return m.evidence_look_none_before_purge();
	if (!lastLook) return m.evidence_look_never();
	const time = dateTimeText(lastLook.at, zone);
	const words = {
		whole: m.evidence_look_whole,
		changed: m.evidence_look_changed,
		missing: m.evidence_look_missing
	};
	return words[lastLook.found]({ time });
}

function nowText({ recording, storedFault }: CustodyReport): string {
	const isPurged = recording.custody === 'purged';
	if (!storedFault) return isPurged ? m.evidence_now_tombstone() : m.evidence_now_whole();
	return isPurged ? m.evidence_now_tombstone_damaged() : faultText(storedFault);
}

const partTitles = {
	arrival: m.evidence_part_arrival,
	plays: m.evidence_part_plays,
	reviews: m.evidence_part_reviews,
	deletion: m.evidence_part_deletion,
	holds: m.evidence_part_holds,
	incidents: m.evidence_part_incidents,
	access: m.evidence_part_access
};

interface TextLine {
	when: string;
	who: string;
	roles: string;
	what: string;
	detail: string;
	marks: string;
}

/** The parts with their lines, the oldest first. */
export function reportSections(
	{ lines, places }: Pick<CustodyReport, 'lines' | 'places'>,
	zone: string
): { title: string; lines: TextLine[] }[] {
	return reportParts.map((part) => ({
		title: partTitles[part](),
		lines: lines
			.filter(({ kind }) => partOf(kind) === part)
			.map((line) => lineText(line, { places, zone }))
	}));
}

function lineText(line: ReportLine, { places, zone }: { places: Places; zone: string }): TextLine {
	const { at, actor, name, roles: held, reason, erased, subject, seq, hash } = line;
	const words = erased ? m.audit_reason_erased() : reason && reasonText(reason);
	const number = seq === null ? m.evidence_line_play_open() : `#${seq}`;
	return {
		when: momentText(at, zone),
		who: name ?? actorText(actor, {}),
		roles: listText(held.map((role) => roleText(role, places))),
		what: isDownload(line) ? m.evidence_line_download() : kindText(line.kind),
		detail: [words, detailText(line, zone, places)].filter(Boolean).join(' · '),
		marks: [number, subject, actor, hash?.slice(0, 16)].filter(Boolean).join(' ')
	};
}

function detailText({ kind, facts }: ReportLine, zone: string, places: Places): string {
	if (kind === 'recording.played') return playText(facts);
	const known = factsText(facts, { names: {}, zone, roleText: (role) => roleText(role, places) });
	return [known, measuredText(facts.evidence)].filter(Boolean).join(' · ');
}

function playText(facts: Record<string, unknown>): string {
	const ranges = (facts.ranges ?? []) as [number, number][];
	const heard = ranges.map(([from, to]) => `${durationText(from)}–${durationText(to)}`);
	const total = durationText(Number(facts.heardMs ?? 0));
	return [
		heard.length > 0
			? m.evidence_line_heard({ ranges: listText(heard), total })
			: m.evidence_line_heard_nothing(),
		m.evidence_line_sent({ bytes: bytesText(Number(facts.sentBytes ?? 0)) })
	].join(' · ');
}

function measuredText(evidence: unknown): string {
	if (typeof evidence !== 'object' || evidence === null) return '';
	const { bytes, durationMs, sha256, verdict } = evidence as EmptinessEvidence;
	return m.evidence_line_measured({
		bytes: bytesText(bytes),
		duration: durationText(durationMs),
		hash: sha256.slice(0, 16),
		verdict: verdictName(verdict as Verdict)
	});
}
