/** Fills an empty database and store with the example centre. The same seed and day give the same centre. */
import { systemActor } from '#lib/people/role.ts';
import { secrets } from '#lib/platform/server/db/schema.ts';
import { takeIdBytesFrom } from '#lib/platform/server/ids.ts';
import type { CallKind } from '#lib/recordings/call.ts';
import { rubricFor } from '#lib/rubric/server/queries.ts';
import { SEED_SECRET } from '#lib/sampling/server/secret.ts';
import { addDays, atTime, businessDay, dayStart, weekday } from '#lib/shared/calendar.ts';
import { seededRandom } from '#lib/shared/seeded-random.ts';
import type { Runtime } from '../runtime.ts';
import { ensureStandards } from '../standards.ts';
import { madeApart } from './audio/made-apart.ts';
import { storeFiles } from './audio/store-files.ts';
import { absencesOf, spotCheckDue } from './centre/absences.ts';
import { exampleCalls } from './centre/calls.ts';
import { liveThrough } from './centre/days.ts';
import { namedDayKinds } from './centre/holidays.ts';
import { seededBytes } from './centre/ids.ts';
import { inside } from './centre/inside.ts';
import { addPeople } from './centre/people.ts';
import { repertoireOf } from './centre/repertoire.ts';
import { leaveUnfinished } from './centre/unfinished.ts';
import { addSource, layOutFiles } from './centre/watch.ts';
import { Timeline } from './centre/timeline.ts';
import { announceHolidays, postRoster } from './centre/working-year.ts';
import type { World } from './centre/world.ts';
import { scriptsOf } from './dialogues/scripts.ts';
import { markDemo } from './state.ts';

export const SEED = 20_261_121;

interface FillOptions {
	days: number;
	seed: number;
	/** Told what is being done now. */
	say: (sentence: string) => void;
}

export async function fillCentre(
	runtime: Runtime,
	{ days, seed, say }: FillOptions
): Promise<void> {
	const restoreIds = takeIdBytesFrom(seededBytes(seed));
	try {
		// To the minute, so that the same day's story does not differ by when its filling began.
		const now = new Date(Math.floor(runtime.now().getTime() / 60_000) * 60_000);
		const { zone } = runtime.config;
		const today = businessDay(now, zone);
		const since = dayStart(addDays(today, -days - 30), zone);
		await markDemo(runtime.db, since, { state: 'filling', seed, days });
		const centre = await addPeople(runtime.db, since, dayStart(addDays(today, -35), zone));
		await addStandards(runtime, since, seed);
		const byHead = { ...runtime.context(centre.head.actor), now: since };
		await announceHolidays(byHead);
		const first = addDays(today, -days);
		await postRoster(byHead, { agents: centre.agents, first, days });
		const sourceId = await addSource(runtime, since);
		const speakers = centre.agents.map(({ staffNo, index }) => ({ staffNo, index }));
		const scripts = scriptsOf(speakers, seed);
		say(`Speaking and measuring ${scripts.length} example calls …`);
		const files = await storeFiles(runtime, madeApart(scripts, seed));
		const schedule = {
			zone,
			today,
			days,
			seed,
			agents: speakers.length,
			repertoireOf: repertoireOf(scripts)
		};
		const calls = exampleCalls(schedule);
		say(`Living through ${days} days with ${calls.length} calls …`);
		const world = await newWorld(runtime, {
			centre,
			sourceId,
			now,
			today,
			files,
			scripts,
			calls,
			seed
		});
		await liveThrough(runtime.db, world, first);
		await leaveUnfinished(runtime.db, world);
		layOutFiles(runtime, files, now);
		await markDemo(runtime.db, runtime.now(), { state: 'filled', seed, days });
	} finally {
		restoreIds();
	}
}

async function addStandards(runtime: Runtime, since: Date, seed: number) {
	const context = { ...runtime.context(systemActor('set-up')), now: since };
	await runtime.db.tx((tx) =>
		tx
			.insert(secrets)
			.values({
				name: SEED_SECRET,
				value: seededBytes(seed + 1)(32).toString('hex'),
				createdAt: since
			})
			.onConflictDoNothing()
	);
	await ensureStandards(context);
}

type Given = Pick<World, 'centre' | 'sourceId' | 'now' | 'today' | 'files' | 'calls'> & {
	scripts: ReturnType<typeof scriptsOf>;
	seed: number;
};

async function newWorld(runtime: Runtime, given: Given): Promise<World> {
	const { db, config, store, analyser } = runtime;
	const at = (callKind: CallKind) => ({
		callKind,
		queue: null,
		teamId: null,
		businessDay: given.today
	});
	const report = (await rubricFor(db.read, at('report')))!;
	const callBack = (await rubricFor(db.read, at('call-back')))!;
	const { seed, scripts, ...rest } = given;
	return {
		...rest,
		scripts: new Map(scripts.map((script) => [script.name, script])),
		zone: config.zone,
		imported: new Map(),
		...beginning(given, config.zone),
		left: new Map(),
		met: new Set(),
		severe: new Map(),
		rubricOf: (kind) => (kind === 'call-back' ? callBack : report),
		random: seededRandom(seed + 2),
		timeline: new Timeline(),
		measuring: { store, analyser, config },
		passwords: new Map(),
		idsApart: seededBytes(seed + 3),
		// Replaced when the first day is entered.
		tx: db.read as World['tx'],
		as: inside(db.read as World['tx'], config.zone)
	};
}

/** What is known beforehand: who will be away, and which draws are the newest when the story ends. */
function beginning({ centre, now, today }: Given, zone: string) {
	const workingDays = namedDayKinds();
	const newestDrawDay = now >= atTime(today, 6, 0, zone) ? today : addDays(today, -1);
	let overdueDrawDay = newestDrawDay;
	while (spotCheckDue({ zone, workingDays }, overdueDrawDay) > now)
		overdueDrawDay = addDays(overdueDrawDay, -1);
	return {
		workingDays,
		absences: absencesOf({ centre, zone, today, workingDays }),
		newestDrawDay,
		overdueDrawDay,
		newestMonday: addDays(newestDrawDay, 1 - weekday(newestDrawDay))
	};
}
