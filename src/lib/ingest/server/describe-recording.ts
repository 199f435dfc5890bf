/** Everything that can be said of a recording before it is stored: attributed, mapped, and flagged. */
import type { Analysis } from '#lib/recordings/server/analyser.ts';
import { maskNumber } from '#lib/recordings/masking.ts';
import { attributeAgent, type AttributedAgent } from '../agent-attribution.ts';
import type { CallFacts } from '../call-record.ts';
import { channelSides, type ChannelSide } from '../channel-sides.ts';
import { issue, issueFrom, type Issue } from '../issues.ts';
import { presetOf } from '../presets/index.ts';
import type { People } from './assignments.ts';
import type { OutcomeFacts } from './outcome.ts';
import type { Task } from './same-recording.ts';
import { withoutRepeats } from './read-task.ts';
import type { Source } from './sources.ts';

export interface Found {
	issues: Issue[];
	facts: OutcomeFacts;
	agent: AttributedAgent | null;
	channelMap: ChannelSide[];
}

/** What is found, and the issues of name, bytes, sides and agent together. */
export function describeRecording(
	task: Task,
	analysis: Analysis,
	{ source, people }: { source: Source; people: People }
): Found {
	const { call, endpoint, agentRef } = task.named!;
	const { agent, issues: agentIssues } = attributeAgent(
		{
			endpoint,
			agentRef,
			answeredAt: call.startedAt,
			endedAt: new Date(call.startedAt.getTime() + analysis.durationMs)
		},
		people.assignments,
		(ref) => (people.idOf.has(ref) ? ref : undefined)
	);
	const assumed = source.sides ?? presetOf(source.preset)!.sides;
	const channelMap = channelSides(analysis.channels, assumed);
	const isAssumed = analysis.channels > 1 && source.sides === null && !task.partner;
	const issues = withoutRepeats([
		...task.notes,
		...analysis.issues.map(issueFrom),
		...(isAssumed ? [issue('C_MAP_ASSUMED', { rule: assumed })] : []),
		...verdictIssue(analysis),
		...agentIssues,
		issue('J_NO_CALL_DETAIL')
	]);
	const { container, codec, sampleRate, channels, durationMs, bytes, verdict, reason } = analysis;
	return {
		issues,
		agent,
		channelMap,
		facts: {
			...pickCall(call),
			...{ container, codec, sampleRate, channels, durationMs, bytes, verdict, reason },
			key: task.parts.key,
			startedAt: call.startedAt.toISOString(),
			agent,
			endpoint,
			customerMasked: maskNumber(call.customerNumber),
			channelMap
		}
	};
}

function verdictIssue({ verdict, durationMs, declaredMs }: Analysis): Issue[] {
	if (verdict === 'unreadable') return [issue('M_UNREADABLE')];
	return verdict === 'truncated'
		? [issue('M_TRUNCATED', { declaredMs, actualMs: durationMs })]
		: [];
}

function pickCall(call: CallFacts) {
	const { sourceKey, direction, kind, queue, timeBasis, timePrecisionMs, utcOffsetMin } = call;
	const { attributes } = call;
	return {
		sourceKey,
		direction,
		kind,
		queue,
		timeBasis,
		timePrecisionMs,
		utcOffsetMin,
		attributes
	};
}
