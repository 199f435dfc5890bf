import type { PlacedAction, PlainAction } from '#lib/people/permissions.ts';

/**
 * `open` needs no sign-in. `session` is for everybody signed in and holds nothing of anybody's.
 * `own` is what is the reader's by itself: their account, notices, tasks, what they take part in.
 */
export type Bound = PlacedAction | PlainAction | 'open' | 'session' | 'own';

/** A page's `load`, its form actions as `?/name`, a layout's load as `layout`, an endpoint's methods. */
export type Handlers = Readonly<Record<string, Bound | readonly Bound[]>>;

export type Policy = Readonly<Record<string, Handlers>>;

/** A page that is read only. */
export const reads = (...load: Bound[]): Handlers => ({ load });
/** A page with one form. */
export const page = (
	load: Bound | readonly Bound[],
	submit: Bound | readonly Bound[]
): Handlers => ({
	...{ load, '?/default': submit }
});
/** A form that is tried before it is saved. */
export const tries = (act: Bound): Handlers => ({ '?/save': act, '?/preview': act });
export const sound: Handlers = { GET: 'recording.hear', HEAD: 'recording.hear' };
