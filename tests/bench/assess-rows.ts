/**
 * A month of 500 agents as its share of two years' reviews, made inside the database: the reviews of all
 * months, of one month also their recordings, answers and highlights, and a ledger of 50,000 entries.
 */
import { fixedId } from './list-rows.ts';

export const REVIEWS = Number(process.env.LISTENBACK_BENCH_ROWS ?? 1_000_000);
export const MONTHS = 24;
export const MONTH_REVIEWS = Math.floor(REVIEWS / MONTHS);
export const ENTRIES = 50_000;
export const AGENTS = 500;
export const month = 202_603;
export const zone = 'Asia/Shanghai';
/** The calls of the month are spread over its 31 days. */
export const firstMs = Date.UTC(2026, 1, 28, 16);
export const stepMs = Math.max(1, Math.floor((31 * 86_400_000 - 1) / Math.max(1, MONTH_REVIEWS)));

interface Dialect {
	series: (count: number) => string;
	instant: (ms: string) => string;
	json: (text: string) => string;
	/** An id whose last twelve digits are `n`. */
	id: (part: string) => string;
	no: string;
}

const dialects: Record<'sqlite' | 'postgres', Dialect> = {
	sqlite: {
		series: (count) =>
			`(with recursive step(n) as (select 0 union all select n + 1 from step where n < ${count - 1}) select n from step) s`,
		instant: (ms) => ms,
		json: (text) => text,
		id: (part) => `'${fixedId(part, 0).slice(0, -12)}' || printf('%012d', n)`,
		no: '0'
	},
	postgres: {
		series: (count) => `generate_series(0::bigint, ${count - 1}) as s(n)`,
		instant: (ms) => `to_timestamp((${ms}) / 1000.0)`,
		json: (text) => `(${text})::jsonb`,
		id: (part) => `('${fixedId(part, 0).slice(0, -12)}' || lpad(n::text, 12, '0'))::uuid`,
		no: 'false'
	}
};

const columns = `id, kind, recording_id, rubric_version_id, agent_id, team_id, reviewer_id, raw_tenths, outcome,
	severe, comment, call_started_at, business_month, started_at, submitted_at, spent_ms, heard, heard_ms, revision`;

interface Given {
	engine: 'sqlite' | 'postgres';
	versionId: string;
	itemKeys: readonly string[];
	reviewerId: string;
}

/** The statements, in order; `recordings` of the month are there already. Answers lie as they are sent, a review's together. */
export function assessStatements({ engine, versionId, itemKeys, reviewerId }: Given): string[] {
	const { series, instant, json, id, no } = dialects[engine];
	const score = '(600 + n * 7919 % 401)';
	const severe = `case when n % 40 = 3 then ${json(`'["address-wrong"]'`)} else ${json(`'[]'`)} end`;
	const facts = `${score}, case when ${score} >= 800 then 'passed' else 'failed' end, ${severe}, ''`;
	const rest = `60000, ${json(`'[]'`)}, 60000, 1`;
	const kind = `case when n % 7 = 0 then 'weekly-audit' else 'spot-check' end`;
	const fixed = `'${versionId}'`;
	const ofMonth = `(select r.id as recording_id, r.agent_id, r.team_id, r.started_at,
		row_number() over (order by r.started_at, r.id) - 1 as n from recordings r) as calls`;
	const cast = (text: string) => (engine === 'postgres' ? `${text}::uuid` : text);
	const other = REVIEWS - MONTH_REVIEWS;
	const otherMonth = `(202401 + n % 12 + (n / 12 % 2) * 100)`;
	const ms = `(${Date.UTC(2024, 0, 1)} + n * 60000)`;
	return [
		`insert into reviews (${columns}) select ${id('0f00')}, ${kind}, recording_id, ${cast(fixed)}, agent_id,
			team_id, ${cast(`'${reviewerId}'`)}, ${facts}, started_at, ${month}, started_at, started_at, ${rest}
			from ${ofMonth}`,
		`insert into reviews (${columns}) select ${id('0f10')}, ${kind}, ${id('0f20')}, ${cast(fixed)},
			${agentOf(engine)}, null, ${cast(`'${reviewerId}'`)}, ${facts}, ${instant(ms)}, ${otherMonth},
			${instant(ms)}, ${instant(ms)}, ${rest} from ${series(other)}`,
		`insert into review_answers (review_id, item_key, answer, comment)
			select ${id('0f00')}, item.key, case when (n + item.place * 13) % 29 = 0
			then ${json(`'"no"'`)} else ${json(`'"yes"'`)} end, ''
			from ${series(MONTH_REVIEWS)} cross join (${itemsOf(itemKeys)}) as item order by n, item.place`,
		`insert into evidence (id, review_id, kind, from_ms, to_ms, note, private)
			select ${id('0f30')}, ${id('0f00')}, 'highlight', 0, 1000, '', ${no} from ${series(MONTH_REVIEWS)}
			where n % 10 = 0`,
		`insert into ledger_entries (id, agent_id, business_month, line_key, seq, kind, state, self_reported,
			amount_fen, points_tenths, cause, reason, by_id, at)
			select ${id('0f40')}, ${agentOf(engine)}, ${month}, 'violation:' || n, 1,
			case when n % 20 = 0 then 'severe-item' else 'violation' end,
			case when n % 3 = 0 then 'provisional' else 'confirmed' end, ${no},
			case when n % 20 = 0 then 1000 else 0 end, 0, 'found', '', 'bench', ${instant(String(firstMs))}
			from ${series(ENTRIES)}`
	];
}

const itemsOf = (keys: readonly string[]) =>
	keys.map((key, place) => `select '${key}' as key, ${place} as place`).join(' union all ');

const agentOf = (engine: 'sqlite' | 'postgres') => {
	const base = fixedId('0a00', 0).slice(0, -12);
	return engine === 'postgres'
		? `('${base}' || lpad((n % ${AGENTS})::text, 12, '0'))::uuid`
		: `'${base}' || printf('%012d', n % ${AGENTS})`;
};

/** What a careful hand would write for the same figures: one statement for each. */
export const bareStatements = (itemKeys: readonly string[]): string[] => {
	const deciding = `select id, agent_id, kind, rubric_version_id, raw_tenths, outcome, severe,
		row_number() over (partition by agent_id, recording_id order by submitted_at desc, id desc) as nth
		from reviews r where business_month = ${month} and kind in ('spot-check', 'weekly-audit', 'ad-hoc')
		and not exists (select 1 from reviews later where later.revises = r.id)`;
	const keys = itemKeys.map((key) => `'${key}'`).join(', ');
	return [
		`select agent_id, kind, rubric_version_id, count(*), sum(raw_tenths), sum(raw_tenths * raw_tenths),
			sum(case when outcome = 'passed' then 1 else 0 end) from (${deciding}) d
			where nth = 1 and raw_tenths is not null group by agent_id, kind, rubric_version_id`,
		`select agent_id, count(*) from (${deciding}) d where nth = 1 and severe <> '[]' group by agent_id`,
		`select agent_id, rubric_version_id, item_key, answer, count(*) from (${deciding}) d
			join review_answers a on a.review_id = d.id where nth = 1 and item_key in (${keys})
			group by agent_id, rubric_version_id, item_key, answer`,
		`select agent_id, count(*) from evidence e join (${deciding}) d on d.id = e.review_id
			where e.kind = 'highlight' group by agent_id`,
		`select agent_id, sum(amount_fen), sum(points_tenths) from (select agent_id, state, amount_fen,
			points_tenths, row_number() over (partition by agent_id, line_key order by seq desc) as nth
			from ledger_entries where business_month = ${month}) l
			where nth = 1 and state = 'confirmed' group by agent_id`
	];
};
