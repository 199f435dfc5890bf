/** The pages that the list bench asks for, each beside the plain statement a careful hand would write for it. */
import type { Scope } from '#lib/people/permissions.ts';
import type { RecordingFilter } from '#lib/recordings/filter.ts';
import type { PageCursor } from '#lib/recordings/page-cursor.ts';
import { addDays, businessDay, dayStart } from '#lib/shared/calendar.ts';
import type { SeededRandom } from '#lib/shared/seeded-random.ts';
import { agentId, departmentId, firstAt, lastAt, queueName, teamId } from './list-rows.ts';

export const zone = 'Asia/Shanghai';

export interface Page {
	scope: Scope;
	filter: RecordingFilter;
	cursor?: PageCursor;
	/** Condition with `?` for each value; instants as Date. */
	where: string;
	values: (string | number | Date)[];
}

export interface Case {
	title: string;
	page: (random: SeededRandom) => Page;
}

const all: Scope = { all: true, departmentIds: [], teamIds: [], agentId: null };
const anyTime = (random: SeededRandom) =>
	new Date(firstAt + random.below(Math.floor((lastAt - firstAt) / 1000)) * 1000);
const before = '(r.started_at, r.id) < (?, ?)';
const lastId = 'ffffffff-ffff-7fff-bfff-ffffffffffff';

export const cases: Case[] = [
	{
		title: 'newest',
		page: () => ({ scope: all, filter: {}, where: 'true', values: [] })
	},
	{
		title: 'random depth',
		page(random) {
			const cursor = { at: anyTime(random), id: lastId };
			return { scope: all, filter: {}, cursor, where: before, values: [cursor.at, cursor.id] };
		}
	},
	{
		title: 'team, 7 days',
		page(random) {
			const from = businessDay(anyTime(random), zone);
			const to = addDays(from, 6);
			const team = teamId(random.below(40));
			return {
				scope: all,
				filter: { teamId: team, from, to },
				where: 'r.team_id = ? and r.started_at >= ? and r.started_at < ?',
				values: [team, dayStart(from, zone), dayStart(addDays(to, 1), zone)]
			};
		}
	},
	{
		title: 'agent, queue, ≥ 5 min',
		page(random) {
			const n = random.below(500);
			const queue = queueName(random.below(20));
			return {
				scope: all,
				filter: { agent: agentId(n), queue, minMs: 300_000 },
				where: 'r.agent_id = ? and r.queue = ? and r.duration_ms >= 300000',
				values: [agentId(n), queue]
			};
		}
	},
	{
		title: 'rare verdict',
		page(random) {
			const cursor = { at: anyTime(random), id: lastId };
			return {
				scope: all,
				filter: { verdict: 'unreadable' },
				cursor,
				where: `r.verdict = 'unreadable' and ${before}`,
				values: [cursor.at, cursor.id]
			};
		}
	},
	{
		title: 'rare verdict, one department',
		page(random) {
			const department = departmentId(random.below(4));
			return {
				scope: { ...all, all: false, departmentIds: [department], agentId: agentId(0) },
				filter: { verdict: 'unreadable' },
				where: `r.verdict = 'unreadable' and (r.department_id = ? or r.agent_id = ?)`,
				values: [department, agentId(0)]
			};
		}
	},
	{
		title: 'a lead: team or own calls',
		page(random) {
			const [team, agent] = [teamId(random.below(40)), agentId(random.below(500))];
			return {
				scope: { ...all, all: false, teamIds: [team], agentId: agent },
				filter: {},
				where: '(r.team_id = ? or r.agent_id = ?)',
				values: [team, agent]
			};
		}
	},
	{
		title: 'nothing to find',
		page: () => ({
			scope: all,
			filter: { minMs: 86_400_000 },
			where: 'r.duration_ms >= 86400000',
			values: []
		})
	}
];
