/**
 * How a month is scored (mission §6): components with weights of 100 in sum, each of a kind with
 * its parameters, and points given for praise or taken for violations beside them. Versions, each
 * from a month on, never from one that is past or closed: what was assessed stays as it was. Pure.
 */
import * as v from 'valibot';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { sameJson } from '#lib/shared/canonical-json.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { isReason } from '#lib/shared/reason.ts';
import {
	componentKind,
	componentKinds,
	countedKinds,
	type ComponentKindName,
	type CountedKind
} from './components/index.ts';

const whole = (least: number, most: number) =>
	v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

export interface Component {
	/** Names it within the scheme, for good. */
	key: string;
	kind: ComponentKindName;
	/** Points of 100. */
	weight: number;
	/** Below so many it is too few for a number. */
	least: number;
	params: unknown;
}

const component = v.pipe(
	v.strictObject({
		key: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/)),
		kind: v.picklist(componentKinds),
		weight: whole(1, 100),
		least: whole(0, 1000),
		params: v.unknown()
	}),
	v.check(
		({ kind, params }) => v.is(componentKind(kind).params, params),
		'parameters of another kind'
	)
);

const modifier = v.strictObject({
	kind: v.picklist(countedKinds),
	/** Tenths of a point for each one, given or (below zero) taken. */
	tenthsEach: v.pipe(
		whole(-1000, 1000),
		v.check((tenths) => tenths !== 0, 'nothing given or taken')
	),
	/** Tenths of a point at most, either way. */
	mostTenths: whole(1, 1000),
	/** What one counts that the agent reported before a review found it, thousandths. */
	selfReported: whole(0, 1000)
});
export type Modifier = v.InferOutput<typeof modifier>;

export interface SchemeContent {
	components: Component[];
	modifiers: Modifier[];
}

const once = (names: readonly string[]) => new Set(names).size === names.length;

export const schemeContent = v.strictObject({
	components: v.pipe(
		v.array(component),
		v.minLength(1),
		v.maxLength(20),
		v.check((all) => once(all.map(({ key }) => key)), 'a key twice'),
		v.check((all) => all.reduce((sum, { weight }) => sum + weight, 0) === 100, 'not 100 in sum')
	),
	modifiers: v.pipe(
		v.array(modifier),
		v.maxLength(countedKinds.length),
		v.check((all) => once(all.map(({ kind }) => kind)), 'a kind twice')
	)
});

export interface Scheme {
	version: number;
	/** First month in which it holds. */
	effectiveFrom: BusinessMonth;
	content: SchemeContent;
}

const ready = (key: string, kind: ComponentKindName, weight: number): Component => {
	const { params, least } = componentKind(kind).standard;
	return { key, kind, weight, least, params };
};

const extra = (kind: CountedKind, tenthsEach: number, mostTenths: number): Modifier => ({
	...{ kind, tenthsEach, mostTenths },
	selfReported: kind === 'violations' ? 0 : 1000
});

/** What holds before a centre makes its own: version 1, from the beginning. */
export const readyScheme: Scheme = {
	version: 1,
	effectiveFrom: 197_001,
	content: {
		components: [
			ready('reviews', 'review-score', 60),
			ready('self-checks', 'self-check-completion', 15),
			ready('indicators', 'indicators', 10),
			ready('lead', 'lead-rating', 10),
			ready('peers', 'peer-rating', 5)
		],
		modifiers: [extra('praise', 5, 50), extra('violations', -2, 100)]
	}
};

export type SchemeRefusal =
	| 'not-allowed'
	| 'invalid'
	| 'reason-too-short'
	| 'past-month'
	| 'month-closed'
	| 'unchanged'
	| 'outdated';

interface Publishing {
	content: SchemeContent;
	effectiveFrom: BusinessMonth;
	reason: string;
	/** The version that the editor began with. */
	basedOn: number;
}

/** Whether a new version may hold from a month on. */
export function decideScheme(
	{ content, effectiveFrom, reason, basedOn }: Publishing,
	facts: {
		newest: Scheme;
		current: BusinessMonth;
		/** The last month that any department has closed. */
		lastClosed: BusinessMonth | undefined;
	}
): Decision<{ version: number }, SchemeRefusal> {
	const { newest, current, lastClosed } = facts;
	if (!isReason(reason)) return refuse('reason-too-short');
	if (basedOn !== newest.version) return refuse('outdated', { version: newest.version });
	if (effectiveFrom < current) return refuse('past-month');
	if (lastClosed !== undefined && effectiveFrom <= lastClosed) return refuse('month-closed');
	if (sameJson(content, newest.content) && effectiveFrom >= newest.effectiveFrom)
		return refuse('unchanged');
	return accept({ version: newest.version + 1 });
}
