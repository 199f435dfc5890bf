/**
 * What somebody sets for themselves and finds again at every desk: how the player sounds and
 * follows, and keys of their own. One list; a setting is one entry here, without a migration.
 * What was kept in an older form and no longer fits counts as not set.
 */
import * as v from 'valibot';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const loudness = v.strictObject({ volume: share, muted: v.boolean() });

/** How the player sounds and follows. Lanes by whose they are, not by number: recorders differ in that. */
const player = v.strictObject({
	...loudness.entries,
	lanes: v.record(v.picklist(['agent', 'customer', 'mixed', 'other', 'unknown']), loudness),
	rate: v.pipe(v.number(), v.minValue(0.5), v.maxValue(3)),
	skipSilence: v.boolean(),
	follow: v.boolean()
});

const MAX_KEYS = 100;
/** `player.toggle`: a table and an action of it. */
const actionName = v.pipe(v.string(), v.regex(/^[a-z-]{1,20}\.[a-z-]{1,40}$/));
/** `Ctrl+Alt+Shift+` as far as held, then the key. */
const chord = v.pipe(v.string(), v.regex(/^(Ctrl\+)?(Alt\+)?(Shift\+)?[^\s\p{C}]{1,20}$/u));

/** Keys in place of the usual ones. Whether two collide is decided where the tables are. */
const keys = v.pipe(
	v.record(actionName, chord),
	v.check((chosen) => Object.keys(chosen).length <= MAX_KEYS)
);

export const userSettings = { player, keys };
type UserSettingName = keyof typeof userSettings;
export type UserSettings = {
	[Name in UserSettingName]?: v.InferOutput<(typeof userSettings)[Name]>;
};
export type PlayerSettings = NonNullable<UserSettings['player']>;

export const isUserSettingName = (name: string): name is UserSettingName =>
	Object.hasOwn(userSettings, name);

/** The value as the list wants it; undefined when it does not fit. */
export function userSettingOf<Name extends UserSettingName>(
	name: Name,
	value: unknown
): UserSettings[Name] {
	const found = v.safeParse(userSettings[name], value);
	return found.success ? (found.output as UserSettings[Name]) : undefined;
}
