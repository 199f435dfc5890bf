import { describe, expect, it } from 'vitest';
import { attributeAgent, type Assignment, type AttributionFacts } from './agent-attribution.ts';

const at = (text: string) => new Date(`2025-03-27T${text}Z`);
const rows: Assignment[] = [
	{ endpoint: '3201', staffNo: 'a-alice', from: at('00:00:00'), to: null },
	{ endpoint: '3202', staffNo: 'a-bob', from: at('01:00:00'), to: at('06:30:00') },
	{ endpoint: '3202', staffNo: 'a-chi', from: at('06:30:00'), to: null },
	{ endpoint: '3203', staffNo: 'a-dan', from: at('00:00:00'), to: at('04:00:10') },
	{ endpoint: '3203', staffNo: 'a-eva', from: at('04:00:05'), to: null }
];
const facts = (
	endpoint: string | null,
	answered: string,
	more: Partial<AttributionFacts> = {}
): AttributionFacts => ({
	endpoint,
	agentRef: null,
	answeredAt: at(answered),
	endedAt: null,
	...more
});
const people = (ref: string) => (ref.startsWith('a-') ? ref : undefined);
const told = (asked: AttributionFacts) => {
	const { agent, issues } = attributeAgent(asked, rows, people);
	return [agent?.id ?? null, agent?.method ?? null, issues.map(({ code }) => code)];
};

describe('attributeAgent', () => {
	it.each([
		['one hit', facts('3201', '03:00:00'), ['a-alice', 'assignment', []]],
		[
			'the instant of the end belongs to the next',
			facts('3202', '06:30:00'),
			['a-chi', 'assignment', []]
		],
		['two hits are told', facts('3203', '04:00:07'), [null, null, ['A_AMBIGUOUS']]],
		[
			'a hand-over inside',
			facts('3202', '06:29:58', { endedAt: at('06:35:00') }),
			['a-bob', 'assignment', ['A_SPANS_HANDOVER']]
		],
		['nobody', facts('3299', '03:00:00'), [null, null, ['A_UNRESOLVED']]],
		['no telephone', facts(null, '03:00:00'), [null, null, ['A_UNRESOLVED']]],
		[
			'an interface of the queue’s log',
			facts(null, '03:00:00', { queueLogRef: 'Local/3201@from-queue/n' }),
			['a-alice', 'assignment', []]
		],
		[
			'the queue’s log is stronger',
			facts('3202', '07:00:00', { queueLogRef: 'a-bob' }),
			['a-bob', 'queue-log', ['A_CONFLICT']]
		],
		[
			'a name is the weakest',
			facts('3201', '03:00:00', { agentRef: 'a-bob' }),
			['a-alice', 'assignment', ['A_CONFLICT']]
		],
		['a name alone', facts(null, '03:00:00', { agentRef: 'ChrisL' }), [null, 'file-name', []]],
		[
			'a login as a name',
			facts(null, '03:00:00', { agentRef: '3201' }),
			['a-alice', 'assignment', []]
		]
	])('%s', (_case, asked, wanted) => {
		expect(told(asked)).toEqual(wanted);
	});

	it('names the candidates', () => {
		expect(attributeAgent(facts('3203', '04:00:07'), rows, people).issues[0]).toMatchObject({
			candidates: ['a-dan', 'a-eva']
		});
	});
});
