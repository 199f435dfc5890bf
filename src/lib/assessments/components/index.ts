/** Every kind of component of a month's score. A new kind: its file, a line here, its texts. */
import { concealment } from './concealment.ts';
import type { ComponentKind } from './define.ts';
import { events } from './events.ts';
import { indicators } from './indicators.ts';
import { leadRating } from './lead-rating.ts';
import { peerRating } from './peer-rating.ts';
import { praise } from './praise.ts';
import { reviewScore } from './review-score.ts';
import { selfCheckCompletion } from './self-check-completion.ts';
import { severeItems } from './severe-items.ts';
import { violations } from './violations.ts';

const kinds = {
	'review-score': reviewScore,
	'self-check-completion': selfCheckCompletion,
	'severe-items': severeItems,
	violations,
	praise,
	concealment,
	events,
	indicators,
	'lead-rating': leadRating,
	'peer-rating': peerRating
};

export type ComponentKindName = keyof typeof kinds;
export const componentKinds = Object.keys(kinds) as ComponentKindName[];

/** The kind by name, for callers that checked the parameters by its own schema. */
export const componentKind = (name: ComponentKindName): ComponentKind<unknown> =>
	kinds[name] as unknown as ComponentKind<unknown>;

/** Kinds of which there are so many, and for each of which points may be given or taken. */
export const countedKinds = [
	'praise',
	'violations',
	'severe-items',
	'concealment',
	'events'
] as const satisfies ComponentKindName[];
export type CountedKind = (typeof countedKinds)[number];
