/**
 * A million recordings of 500 agents in 40 teams and 4 departments over 400 days, made inside the
 * database by one statement per 50,000 rows. The columns are arithmetic of the row's number, so
 * both engines hold the same rows.
 */
export const ROWS = 1_000_000;
const STEP_MS = 34_560;
export const firstAt = Date.UTC(2025, 9, 1);
export const lastAt = firstAt + ROWS * STEP_MS;

export const fixedId = (part: string, n: number) =>
	`0190${part}-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const departmentId = (n: number) => fixedId('0d00', n);
export const teamId = (n: number) => fixedId('0e00', n);
export const agentId = (n: number) => fixedId('0a00', n);
export const callId = (n: number) => fixedId('0c00', n);
export const queueName = (n: number) => `Queue ${n}`;
/** Rows per call row: the list reads no call, so a few stand for many. */
export const PER_CALL = 1000;

const columns = `id, call_id, source, key, file_name, revision, current, sha256, bytes,
	playback_type, container, codec, sample_rate, channels, duration_ms, channel_map, verdict,
	speech, detector, issues, imported_at, started_at, business_day, agent_id, agent_method, team_id,
	department_id, direction, kind, queue, customer_masked, review_state`;

interface Dialect {
	/** Rows numbered `from` … `from + count − 1` as `n`. */
	series: (from: number, count: number) => string;
	hex: (expression: string, width: number) => string;
	digits: (expression: string, width: number) => string;
	instant: (ms: string) => string;
	json: (text: string) => string;
	uuid: (text: string) => string;
	yes: string;
}

const dialects: Record<'sqlite' | 'postgres', Dialect> = {
	sqlite: {
		series: (from, count) =>
			`(with recursive step(n) as (select ${from} union all select n + 1 from step where n < ${from + count - 1}) select n from step) s`,
		hex: (expression, width) => `printf('%0${width}x', ${expression})`,
		digits: (expression, width) => `printf('%0${width}d', ${expression})`,
		instant: (ms) => ms,
		json: (text) => text,
		uuid: (text) => text,
		yes: '1'
	},
	postgres: {
		series: (from, count) => `generate_series(${from}::bigint, ${from + count - 1}) as s(n)`,
		hex: (expression, width) => `lpad(to_hex(${expression}), ${width}, '0')`,
		digits: (expression, width) => `lpad((${expression})::text, ${width}, '0')`,
		instant: (ms) => `to_timestamp((${ms}) / 1000.0)`,
		json: (text) => `${text}::jsonb`,
		uuid: (text) => `(${text})::uuid`,
		yes: 'true'
	}
};

/** When the calls began, and the business day that stands in all of them. */
export interface Times {
	firstMs: number;
	stepMs: number;
	day: number;
}

const spread: Times = { firstMs: firstAt, stepMs: STEP_MS, day: 20_251_001 };

/** The statement that adds rows `from` … `from + count − 1`. */
export function rowsStatement(
	engine: 'sqlite' | 'postgres',
	from: number,
	count: number,
	{ firstMs, stepMs, day }: Times = spread
): string {
	const { series, hex, digits, instant, json, uuid, yes } = dialects[engine];
	const scattered = (factor: number, modulus: number) => `(n * ${factor} % 1000003 % ${modulus})`;
	const ms = `(${firstMs} + n * ${stepMs})`;
	const agent = scattered(48_271, 500);
	const team = `(${agent} % 40)`;
	const id = uuid(
		`${hex(`${ms} / 65536`, 8)} || '-' || ${hex(`${ms} % 65536`, 4)} || '-7000-8000-' || ${hex('n', 12)}`
	);
	const fixed = (base: string, n: string) => uuid(`'${base.slice(0, -12)}' || ${digits(n, 12)}`);
	const speech = json(`'{"voiced":[[${'[1200,3400],'.repeat(16)}[60000,61000]]]}'`);
	return `insert into recordings (${columns}) select ${id}, ${fixed(callId(0), `n / ${PER_CALL}`)},
		'bench', 'k' || n, n || '.wav', 1, ${yes}, ${hex('n', 64)}, 1440044, 'audio/wav', 'wav',
		'pcm_s16le', 8000, 2, 5000 + ${scattered(69_621, 600)} * 1000, ${json(`'[]'`)},
		case when n % 1000 = 1 then 'unreadable' when n % 200 = 1 then 'empty' else 'ok' end,
		${speech}, 'bench', ${json(`'[]'`)}, ${instant(ms)}, ${instant(ms)}, ${day},
		${fixed(agentId(0), agent)}, 'explicit', ${fixed(teamId(0), team)},
		${fixed(departmentId(0), `${team} % 4`)},
		case when ${scattered(7919, 10)} < 7 then 'inbound' else 'outbound' end,
		case when ${scattered(7919, 10)} < 6 then 'report' else 'call-back' end,
		'Queue ' || ${scattered(16_807, 20)}, '138****' || ${digits(scattered(39_373, 10_000), 4)},
		case when n % 20 = 0 then 'reviewed' when n % 50 = 7 then 'assigned' else 'none' end
		from ${series(from, count)}`;
}
