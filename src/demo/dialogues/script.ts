/** What is said in an example call, by whom, and what a reviewer will find in it. */
import type { CallKind } from '#lib/recordings/call.ts';
import { utterance, type Utterance, type Voice } from '../audio/voices.ts';

/** Of reports and of both, then of call-backs alone. */
export type Fault =
	| 'no-greeting'
	| 'no-staff-number'
	| 'problem-not-read-back'
	| 'address-not-read-back'
	| 'name-not-read-back'
	| 'telephone-not-read-back'
	| 'address-wrong'
	| 'station-wrong'
	| 'invalid-promise'
	| 'interrupted'
	| 'left-waiting'
	| 'brushed-off'
	| 'misled'
	| 'no-closing'
	| 'not-asked-convenient'
	| 'attitude-not-asked'
	| 'money-not-asked'
	| 'score-not-asked'
	| 'suggestions-not-asked';
export type Merit = 'praised' | 'patient' | 'standard-phrases';

export interface Line {
	side: 'agent' | 'customer';
	said: Utterance;
	/** Quiet before it, ms; negative: it begins while the line before is still being said. */
	pauseMs: number;
	/** What a reviewer marks here. */
	fault?: Fault;
	merit?: Merit;
	/** True when the mark covers the quiet before the line. */
	withPause?: boolean;
}

/** The data a call-back collects. */
export interface CallBackAnswers {
	solved: boolean;
	attitude: 'satisfied' | 'ordinary' | 'dissatisfied' | null;
	moneyTaken: boolean | null;
	score: number | null;
	suggestion: string | null;
}

export interface Script {
	/** Stable name of the file made from it. */
	name: string;
	kind: CallKind;
	queue: string;
	/** Staff number said in the greeting; null when the file suits every agent. */
	staffNo: string | null;
	lines: Line[];
	/** What is entered after the call, under the names of `recordings/work-order.ts`. */
	order?: Record<'orderAddress' | 'orderPhone' | 'orderStation', string>;
	answers?: CallBackAnswers;
}

/** Writes down lines with natural pauses. */
export class Dialogue {
	readonly lines: Line[] = [];
	private readonly agent: Voice;
	private readonly customer: Voice;
	private readonly pause: () => number;

	constructor(agent: Voice, customer: Voice, pause: () => number) {
		this.agent = agent;
		this.customer = customer;
		this.pause = pause;
	}

	agentSays(text: string, mark: Omit<Partial<Line>, 'side' | 'said'> = {}) {
		this.add('agent', utterance(this.agent, text), mark);
	}

	customerSays(text: string, mark: Omit<Partial<Line>, 'side' | 'said'> = {}) {
		this.add('customer', utterance(this.customer, text), mark);
	}

	private add(side: Line['side'], said: Utterance, mark: Partial<Line>) {
		this.lines.push({ side, said, pauseMs: this.pause(), ...mark });
	}
}
