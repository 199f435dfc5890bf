/** The facts of an entry that a reader asks for, in one short line; the whole stays in the entry. */
import { dateTimeText, dayLabel, numberText } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { parseDay } from '#lib/shared/calendar.ts';
import { durationText } from '#lib/shared/duration.ts';

interface FactReader {
	/** Names of people by id. */
	names: Record<string, string>;
	zone: string;
	roleText: (role: string) => string;
}
type Value = (value: unknown, reader: FactReader) => string;

const plain: Value = (value) => (Array.isArray(value) ? value.join(' ') : String(value));
/** What is no figure is shown as it stands: no entry may keep a page from opening. */
const figure =
	(text: (n: number) => string): Value =>
	(value, reader) =>
		typeof value === 'number' ? text(value) : plain(value, reader);
const count = figure((n) => numberText(n));
const person: Value = (id, { names }) => names[String(id)] ?? String(id).slice(-6);
const instant: Value = (at, { zone }) => {
	const date = new Date(String(at));
	return Number.isNaN(date.getTime()) ? String(at) : dateTimeText(date, zone);
};

/** Entries hold days as `2026-11-21`. */
const day: Value = (value, reader) => {
	const parsed = parseDay(String(value));
	return parsed === undefined ? plain(value, reader) : dayLabel(parsed);
};

/** What is shown, in this order; ids, hashes and settings are left to the whole entry. */
const known: Record<string, [label: () => string, value: Value]> = {
	role: [m.audit_fact_role, (role, { roleText }) => roleText(String(role))],
	endpoint: [m.audit_fact_endpoint, plain],
	from: [m.audit_fact_from, instant],
	to: [m.audit_fact_to, instant],
	agent: [m.audit_fact_agent, person],
	agentId: [m.audit_fact_agent, person],
	administrator: [m.audit_fact_administrator, person],
	rawTenths: [m.audit_fact_score, figure((tenths) => numberText(tenths / 10, 1))],
	severe: [m.audit_fact_severe, plain],
	heardMs: [m.audit_fact_heard, figure(durationText)],
	source: [m.audit_fact_source, plain],
	codes: [m.audit_fact_codes, plain],
	key: [m.audit_fact_key, plain],
	period: [m.audit_fact_period, day],
	agents: [m.audit_fact_agents, count],
	candidates: [m.audit_fact_candidates, count],
	chosen: [m.audit_fact_chosen, count],
	read: [m.audit_fact_read, count],
	new: [m.audit_fact_new, count],
	changed: [m.audit_fact_changed, count],
	version: [m.audit_fact_version, count],
	revision: [m.audit_fact_revision, count],
	bytes: [m.audit_fact_bytes, figure((bytes) => `${numberText(bytes / 1000, 1)} kB`)],
	address: [m.audit_fact_address, plain],
	route: [m.audit_fact_route, plain],
	status: [m.audit_fact_status, plain],
	locale: [m.audit_fact_locale, plain],
	theme: [m.audit_fact_theme, plain]
};

const isEmpty = (value: unknown) =>
	value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** `Heard 1:52 · Size 3.1 kB`; empty when none of the facts is one of the known. */
export const factsText = (facts: Record<string, unknown>, reader: FactReader): string =>
	Object.entries(known)
		.filter(([name]) => !isEmpty(facts[name]))
		.map(([name, [label, value]]) => `${label()} ${value(facts[name], reader)}`)
		.join(' · ');

const reasons: Record<string, () => string> = {
	disabled: m.audit_reason_disabled,
	'wrong-password': m.audit_reason_wrong_password
};

/** A reason that people wrote stays as written. */
export const reasonText = (reason: string): string => reasons[reason]?.() ?? reason;
