/**
 * Every environment variable that Listenback reads, in one place, validated at start.
 * docs/manual.md lists them for operators; a test compares the two.
 */
import * as path from 'node:path';
import * as v from 'valibot';
import { isZone } from '../../shared/calendar.ts';

const port = v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number), v.maxValue(65_535));
const flag = v.pipe(
	v.picklist(['0', '1', 'false', 'true']),
	v.transform((s) => s === '1' || s === 'true')
);
const list = v.pipe(
	v.string(),
	v.transform((s) =>
		s
			.split(',')
			.map((part) => part.trim())
			.filter(Boolean)
	)
);

const environment = v.object({
	/** `file:PATH` for the embedded SQLite database, `postgres://…` for PostgreSQL. */
	DATABASE_URL: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^(file:|postgres(ql)?:\/\/)/, 'must start with file: or postgres://')
		),
		'file:./data/listenback.db'
	),
	/** Folder of recordings and derived files. */
	LISTENBACK_DATA: v.optional(v.pipe(v.string(), v.minLength(1)), './data'),
	/** IANA zone of the centre: days, weeks and months are counted in it. */
	LISTENBACK_ZONE: v.optional(
		v.pipe(v.string(), v.check(isZone, 'is not a known time zone')),
		'Asia/Shanghai'
	),
	/** Public address when behind a TLS proxy, such as `https://qa.example.com`. */
	ORIGIN: v.optional(
		v.pipe(v.string(), v.regex(/^https?:\/\/[^/]+$/, 'must be scheme://host[:port]'))
	),
	HOST: v.optional(v.string(), '0.0.0.0'),
	PORT: v.optional(port, '3000'),
	/** Further host names (with port) under which the server may be addressed. */
	LISTENBACK_HOSTS: v.optional(list, ''),
	/** Addresses of proxies whose X-Forwarded-For is believed. */
	LISTENBACK_PROXIES: v.optional(list, ''),
	/** `auto` takes ffmpeg from the PATH when there, else node-av. */
	LISTENBACK_DECODER: v.optional(v.picklist(['auto', 'ffmpeg', 'node-av']), 'auto'),
	/** Form of the playback copy of what browsers cannot play. */
	LISTENBACK_PLAYBACK: v.optional(v.picklist(['mp3', 'flac', 'opus']), 'mp3'),
	/** Run scheduled jobs and watch folders in the server process. */
	LISTENBACK_JOBS: v.optional(flag, '1'),
	/** Folders to watch: a JSON array of sources, or the path of a file that holds one (docs/import.md). */
	LISTENBACK_WATCH: v.optional(v.pipe(v.string(), v.minLength(2))),
	/** PEM file of the key that signs checkpoints of the audit chain; made when it is not there. Beside the data folder. */
	LISTENBACK_CHECKPOINT_KEY: v.optional(v.pipe(v.string(), v.minLength(1))),
	/** Where checkpoints are sent: `file:`, `syslog:`, `syslog+tcp:`, `mailto:`, `s3+https:` (docs/audit.md). */
	LISTENBACK_CHECKPOINTS: v.optional(
		v.pipe(
			list,
			v.everyItem(
				(place) => /^(file:\/|syslog(\+tcp)?:\/\/|mailto:.+@|s3\+https?:\/\/)/.test(place),
				'must be file:/PATH, syslog://HOST, syslog+tcp://HOST, mailto:ADDRESS or s3+https://HOST/BUCKET'
			)
		),
		''
	),
	/** Mail server, such as `smtp://user:password@mail.example.com:587?from=qa@example.com`. */
	LISTENBACK_SMTP: v.optional(v.pipe(v.string(), v.regex(/^smtps?:\/\//, 'must be smtp[s]://…'))),
	/** `ID:SECRET` of the object store, or the path of a file that holds it. */
	LISTENBACK_OBJECT_STORE: v.optional(v.pipe(v.string(), v.minLength(2))),
	/** The `pg_dump` that makes backups of PostgreSQL, with `pg_restore` beside it; without it the ones of the PATH. */
	LISTENBACK_PG_DUMP: v.optional(v.pipe(v.string(), v.minLength(1))),
	/** How long closing a SQLite file may take to seal it; 0 for none, where another program writes to the file. */
	LISTENBACK_SEAL_SECONDS: v.optional(
		v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number), v.maxValue(60)),
		'5'
	),
	/** Start the clock at this instant instead of now: for rehearsals and tests on a copy. */
	LISTENBACK_NOW: v.optional(v.pipe(v.string(), v.isoTimestamp())),
	LISTENBACK_LOG: v.optional(v.picklist(['debug', 'info', 'warn', 'error', 'silent']), 'info')
});

export interface Config {
	databaseUrl: string;
	dataDir: string;
	zone: string;
	origin: string | undefined;
	host: string;
	port: number;
	hosts: string[];
	proxies: string[];
	decoder: 'auto' | 'ffmpeg' | 'node-av';
	playback: 'mp3' | 'flac' | 'opus';
	runJobs: boolean;
	/** Text of LISTENBACK_WATCH; ingest/server/watch-configuration.ts reads it. */
	watch: string | undefined;
	checkpointKey: string;
	checkpointPlaces: string[];
	smtp: string | undefined;
	objectStore: string | undefined;
	pgDump: string | undefined;
	sealSeconds: number;
	startAt: Date | undefined;
	logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** Names of all variables, for the manual's test. */
export const variableNames = Object.keys(environment.entries);

/** Reads the configuration; throws one Error that names every wrong variable. */
export function readConfig(env: Record<string, string | undefined>): Config {
	const given = Object.fromEntries(
		variableNames
			.map((name) => [name, env[name]])
			.filter(([, value]) => value !== undefined && value !== '')
	) as Record<string, string>;
	const result = v.safeParse(environment, given);
	if (!result.success) {
		const faults = result.issues.map(
			(issue) => `${String(issue.path?.[0]?.key)}: ${issue.message}`
		);
		throw new Error(`Configuration: ${faults.join('; ')}`);
	}
	const out = result.output;
	return {
		databaseUrl: out.DATABASE_URL,
		dataDir: path.resolve(out.LISTENBACK_DATA),
		zone: out.LISTENBACK_ZONE,
		origin: out.ORIGIN,
		host: out.HOST,
		port: out.PORT,
		hosts: out.LISTENBACK_HOSTS,
		proxies: out.LISTENBACK_PROXIES,
		decoder: out.LISTENBACK_DECODER,
		playback: out.LISTENBACK_PLAYBACK,
		runJobs: out.LISTENBACK_JOBS,
		watch: out.LISTENBACK_WATCH,
		checkpointKey: path.resolve(
			out.LISTENBACK_CHECKPOINT_KEY ?? `${path.resolve(out.LISTENBACK_DATA)}.checkpoint-key.pem`
		),
		checkpointPlaces: out.LISTENBACK_CHECKPOINTS,
		smtp: out.LISTENBACK_SMTP,
		objectStore: out.LISTENBACK_OBJECT_STORE,
		pgDump: out.LISTENBACK_PG_DUMP,
		sealSeconds: out.LISTENBACK_SEAL_SECONDS,
		startAt: out.LISTENBACK_NOW ? new Date(out.LISTENBACK_NOW) : undefined,
		logLevel: out.LISTENBACK_LOG
	};
}
