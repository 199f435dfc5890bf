/** All example calls: three to five for each agent, with the agent's own staff number, and enquiries that suit anybody. */
import { seededRandom } from '#lib/shared/seeded-random.ts';
import { agentVoices, customerVoices } from '../audio/voices.ts';
import { callBackLines } from './call-back.ts';
import { customers } from './customers.ts';
import { enquiryCount, enquiryLines } from './enquiry.ts';
import { enteredOrder, reportLines } from './report.ts';
import type { Fault, Script } from './script.ts';

interface Speaker {
	staffNo: string;
	/** Place in the list of agents, from 0. */
	index: number;
}

/** What an agent's doubtful report sounds like, by place in the list; the first ones are severe. */
const doubtful: Fault[][] = [
	['address-wrong'],
	['telephone-not-read-back', 'name-not-read-back'],
	['no-greeting'],
	['invalid-promise'],
	['problem-not-read-back', 'no-closing'],
	['station-wrong'],
	['interrupted'],
	['left-waiting'],
	['invalid-promise', 'telephone-not-read-back'],
	['no-staff-number'],
	['address-not-read-back'],
	['address-wrong', 'name-not-read-back'],
	['brushed-off'],
	['misled'],
	['invalid-promise', 'no-closing'],
	['name-not-read-back'],
	['interrupted', 'telephone-not-read-back'],
	['station-wrong', 'no-closing'],
	['no-greeting', 'problem-not-read-back'],
	['left-waiting', 'name-not-read-back'],
	['invalid-promise', 'interrupted'],
	['address-not-read-back', 'telephone-not-read-back'],
	['no-closing'],
	['misled', 'no-staff-number']
];

/** What slips into an agent's second ordinary report. */
const slips: Fault[][] = [
	[],
	['name-not-read-back'],
	['no-closing'],
	[],
	['telephone-not-read-back', 'no-staff-number'],
	['problem-not-read-back'],
	['interrupted']
];

const callBackDoubts: Fault[][] = [
	['not-asked-convenient'],
	[],
	['score-not-asked'],
	[],
	['money-not-asked', 'suggestions-not-asked'],
	[],
	['interrupted'],
	['attitude-not-asked'],
	[],
	['no-closing'],
	[],
	['suggestions-not-asked']
];

export const voiceOf = (index: number) => agentVoices[index % agentVoices.length]!;

export function scriptsOf(speakers: Speaker[], seed: number): Script[] {
	return [...speakers.flatMap((speaker) => ownScripts(speaker, seed)), ...enquiries(seed)];
}

function ownScripts({ staffNo, index }: Speaker, seed: number): Script[] {
	const random = seededRandom(seed + 7919 * (index + 1));
	const common = { staffNo, agent: voiceOf(index), random };
	const who = (turn: number) => customers[(index * 5 + turn * 7) % customers.length]!;
	const report = (slot: string, turn: number, faults: Fault[], praised: boolean): Script => ({
		name: `${staffNo}-${slot}`,
		kind: 'report',
		queue: '报修',
		staffNo,
		lines: reportLines({ ...common, customer: who(turn), faults, praised }),
		order: enteredOrder(who(turn), faults)
	});
	const light = slips[index % slips.length]!;
	const callBack = (slot: string, turn: number, faults: Fault[], praised: boolean): Script => ({
		name: `${staffNo}-${slot}`,
		kind: 'call-back',
		queue: '回访',
		staffNo,
		...callBackLines({ ...common, customer: who(turn), faults, praised })
	});
	const doubts = callBackDoubts[index % callBackDoubts.length]!;
	return [
		report('report-1', 0, [], index % 6 === 2),
		// Every second agent, so that the filling stays short.
		...(index % 2 === 0 ? [report('report-2', 1, light, false)] : []),
		report('report-3', 2, doubtful[index % doubtful.length]!, false),
		callBack('call-back-1', 3, [], index % 8 === 3),
		// Whose call-backs are faultless is heard in one.
		...(doubts.length > 0 ? [callBack('call-back-2', 4, doubts, false)] : [])
	];
}

function enquiries(seed: number): Script[] {
	return agentVoices.flatMap((agent, voice) =>
		Array.from({ length: enquiryCount }, (_, which) => {
			const customer = customerVoices[(which + voice) % customerVoices.length]!;
			const random = seededRandom(seed + 104_729 + voice * 31 + which);
			return {
				name: `${agent.name}-enquiry-${which + 1}`,
				kind: 'other' as const,
				staffNo: null,
				...enquiryLines({ which, agent, customer, random })
			};
		})
	);
}
