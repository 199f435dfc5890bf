/** Sixty days of calls: who answered which, when, and which recording is heard. */
import type { CallKind, Direction } from '#lib/recordings/call.ts';
import { addDays, atTime, type BusinessDay } from '#lib/shared/calendar.ts';
import { seededRandom, type SeededRandom } from '#lib/shared/seeded-random.ts';
import { withMishaps } from './mishaps.ts';
import { dayFactor, hourOf, shiftOf, type Shift } from './shifts.ts';

export interface ExampleCall {
	at: Date;
	/** Place among the agents; undefined when nobody answered. */
	agent: number | undefined;
	kind: CallKind;
	direction: Direction;
	queue: string;
	number: string;
	/** Name of the recording that is heard. */
	file: string;
	/** When the recorder delivered it, if not within the hour. */
	deliveredAt?: Date;
}

/** What may be heard on a call, by name of the made file. */
export interface Repertoire {
	report: string[];
	/** Reports with something wrong in them. */
	doubtful: string;
	callBack: string;
	doubtfulCallBack: string;
	enquiries: { file: string; queue: string }[];
}

export interface Schedule {
	zone: string;
	/** The day after the last one with calls. */
	today: BusinessDay;
	days: number;
	seed: number;
	agents: number;
	repertoireOf(agent: number): Repertoire;
}

const CALLS_A_DAY = 17.2;
/** How often an agent's reports go wrong, by place among the agents. */
const doubtfulShare = [0.2, 0.24, 0.12, 0.26, 0.28, 0.14, 0.3, 0.22, 0.24, 0.18, 0.3, 0.3];
const prefixes = ['138', '139', '150', '186', '133', '177'];
const odd: [file: string, share: number][] = [
	['too-short', 0.004],
	['header-only', 0.003],
	['digital-silence', 0.001],
	['truncated', 0.0015]
];

/** In order of time. */
export function exampleCalls(schedule: Schedule): ExampleCall[] {
	const first = addDays(schedule.today, -schedule.days);
	const calls = Array.from({ length: schedule.days }, (_, i) => addDays(first, i)).flatMap(
		(day, i) =>
			Array.from({ length: schedule.agents }, (_, agent) => {
				const random = seededRandom(schedule.seed ^ (i * 1009 + agent * 9176 + 77));
				const shift = shiftOf(agent, i);
				return shift ? agentDay(schedule, day, { agent, shift, random }) : [];
			}).flat()
	);
	return withMishaps(
		calls.sort((a, b) => a.at.getTime() - b.at.getTime()),
		schedule
	);
}

interface Duty {
	agent: number;
	shift: Shift;
	random: SeededRandom;
}

function agentDay(schedule: Schedule, day: BusinessDay, duty: Duty): ExampleCall[] {
	const { shift, random, agent } = duty;
	const count = Math.round(CALLS_A_DAY * shift.load * dayFactor(day) * (0.8 + random.next() * 0.4));
	const times = Array.from({ length: count }, () => {
		const minute = hourOf(shift, random.next()) * 60 + random.below(60);
		const start = atTime(day, Math.floor(minute / 60), minute % 60, schedule.zone);
		return start.getTime() + random.below(60) * 1000;
	}).sort((a, b) => a - b);
	for (let i = 1; i < times.length; i++)
		times[i] = Math.max(times[i]!, times[i - 1]! + 95_000 + random.below(60) * 1000);
	return times.map((at) => call(new Date(at), schedule.repertoireOf(agent), duty));
}

function call(at: Date, repertoire: Repertoire, { agent, random }: Duty): ExampleCall {
	const number = `${random.pick(prefixes)}0000${String(random.below(10_000)).padStart(4, '0')}`;
	const share = random.next();
	const common = { at, agent, number };
	if (share < 0.1) {
		const { file, queue } = random.pick(repertoire.enquiries);
		return { ...common, kind: 'other', direction: 'inbound', queue, file };
	}
	if (share < 0.36) {
		const file = random.chance(0.7) ? repertoire.callBack : repertoire.doubtfulCallBack;
		const unanswered = random.chance(0.02);
		return {
			...common,
			agent: unanswered ? undefined : agent,
			kind: 'call-back',
			direction: 'outbound',
			queue: '回访',
			file: unanswered ? 'ringing' : file
		};
	}
	const doubtful = random.chance(doubtfulShare[agent % doubtfulShare.length]!);
	const file = oddFile(random) ?? (doubtful ? repertoire.doubtful : random.pick(repertoire.report));
	return { ...common, kind: 'report', direction: 'inbound', queue: '报修', file };
}

function oddFile(random: SeededRandom): string | undefined {
	let share = random.next();
	return odd.find(([, part]) => (share -= part) < 0)?.[0];
}
