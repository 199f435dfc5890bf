import { describe, expect, it } from 'vitest';
import { closedSpans, hearersOf, type PersonThen, type RecordingThen } from './hearers.ts';

const day = { from: new Date('2026-03-02T00:00:00Z'), to: new Date('2026-03-03T00:00:00Z') };
const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);
const before = new Date('2020-01-01T00:00:00Z');
const call: RecordingThen = {
	placed: { agentId: 'lin', teamId: 'north', departmentId: 'hotline' },
	importedAt: new Date('2026-03-01T05:00:00Z'),
	attributedAt: null,
	closed: []
};
const none = { teamId: null, departmentId: null, from: before, to: null };
const agent = { ...none, role: 'agent' as const };
const lead = (teamId: string) => ({ ...none, role: 'team-lead' as const, teamId });
const head = { ...none, role: 'department-head' as const, departmentId: 'hotline' };
const person = (id: string, ...grants: PersonThen['grants'][number][]): PersonThen => ({
	...{ id, grants, entrusted: [], disabled: [] }
});
const whole = [[day.from, day.to]];

describe('who could hear a call that day', () => {
	it('is the agent, the lead of the team at the time, the head; nobody else', () => {
		const people = [
			person('lin', agent),
			person('wei', agent),
			person('omar', lead('north')),
			person('sun', lead('south')),
			person('ana', head),
			person('x', { ...none, role: 'auditor' }, { ...none, role: 'technician' })
		];
		expect(hearersOf(call, people, day)).toEqual([
			{ userId: 'lin', times: whole, by: ['agent'] },
			{ userId: 'omar', times: whole, by: ['team-lead:north'] },
			{ userId: 'ana', times: whole, by: ['department-head:hotline'] }
		]);
	});

	it('changes with what was given, taken and disabled within the day, to the instant', () => {
		const moved = person('omar', { ...lead('north'), to: at('10:00') });
		const came = person('sun', lead('south'), { ...lead('north'), from: at('10:00') });
		const gone = { ...person('lin', agent), disabled: [{ from: at('08:00'), to: at('09:00') }] };
		const left = person('ana', { ...head, to: day.from });
		expect(hearersOf(call, [moved, came, gone, left], day)).toEqual([
			{ userId: 'omar', times: [[day.from, at('10:00')]], by: ['team-lead:north'] },
			{ userId: 'sun', times: [[at('10:00'), day.to]], by: ['team-lead:north'] },
			{
				userId: 'lin',
				times: [
					[day.from, at('08:00')],
					[at('09:00'), day.to]
				],
				by: ['agent']
			}
		]);
	});

	it('reaches whoever a task named, but no one who never hears calls', () => {
		const task = [{ from: at('08:00'), to: at('12:00') }];
		const wei = { ...person('wei', agent), entrusted: task };
		const technician = {
			...person('tec', { ...none, role: 'technician' as const }),
			entrusted: task
		};
		expect(hearersOf(call, [wei, technician], day)).toEqual([
			{ userId: 'wei', times: [[at('08:00'), at('12:00')]], by: ['task'] }
		]);
	});

	it('is nobody before the import, nobody of an unknown call, nobody while it was closed', () => {
		const people = [person('lin', agent), person('omar', lead('north'))];
		const late = { ...call, importedAt: at('20:00') };
		expect(hearersOf(late, people, day)[0]?.times).toEqual([[at('20:00'), day.to]]);
		const unknown = { ...call, attributedAt: at('21:00') };
		expect(hearersOf(unknown, people, day)[1]?.times).toEqual([[at('21:00'), day.to]]);
		const closed = { ...call, closed: [{ from: before, to: null }] };
		expect(hearersOf(closed, people, day)).toEqual([]);
	});
});

it('a recording is closed from the first reason to the end of the last', () => {
	const entry = (kind: string, time: string) => ({ kind, at: at(time) });
	expect(
		closedSpans([
			entry('deletion.requested', '00:30'),
			entry('deletion.approved', '01:00'),
			entry('restriction.placed', '02:00'),
			entry('recording.restored', '03:00'),
			entry('restriction.lifted', '04:00'),
			entry('deletion.voided', '05:00'),
			entry('deletion.approved', '06:00'),
			entry('recording.purged', '07:00')
		])
	).toEqual([
		{ from: at('01:00'), to: at('04:00') },
		{ from: at('06:00'), to: null }
	]);
});
