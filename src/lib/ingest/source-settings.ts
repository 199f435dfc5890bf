/** The settings of a source, as the form, the configuration and the command line give them. */
import * as v from 'valibot';
import { isZone } from '#lib/shared/calendar.ts';
import { sidesRules } from './channel-sides.ts';
import { knownCountries } from './phone-number.ts';
import { checkPattern } from './presets/pattern-parts.ts';
import { presetNames } from './presets/index.ts';

const blankToNull = v.transform((text: string) => (text.trim() === '' ? null : text.trim()));
const optionalText = v.optional(
	v.nullable(v.pipe(v.string(), v.maxLength(1000), blankToNull)),
	null
);

/** `10s`, `500ms`, `2m`, or milliseconds. */
export function parseDuration(text: string): number | undefined {
	const match = /^(\d{1,9})\s*(ms|s|m|h)?$/.exec(text.trim());
	if (!match) return undefined;
	const unit = { ms: 1, s: 1000, m: 60_000, h: 3600_000 }[match[2] ?? 'ms']!;
	return Number(match[1]) * unit;
}

/** `pcm_mulaw:8000:1`. */
function parseRawForm(text: string): { codec: string; rate: number; channels: number } | undefined {
	const match = /^([a-z0-9_]{2,20}):(\d{4,6}):([1-8])$/.exec(text.trim());
	if (!match) return undefined;
	return { codec: match[1]!, rate: Number(match[2]), channels: Number(match[3]) };
}

const duration = (smallest: number) =>
	v.pipe(
		v.union([v.number(), v.pipe(v.string(), v.transform(parseDuration))]),
		v.number('is not a duration such as 10s'),
		v.integer(),
		v.minValue(smallest),
		v.maxValue(86_400_000)
	);

const rawForm = v.union([
	v.null(),
	v.object({ codec: v.string(), rate: v.number(), channels: v.number() }),
	v.pipe(
		v.string(),
		v.check(
			(text) => text.trim() === '' || parseRawForm(text) !== undefined,
			'is not codec:rate:channels'
		),
		v.transform((text) => parseRawForm(text) ?? null)
	)
]);

/** Names that stand in addresses, logs and other rows: letters, digits, `-`, `_`, `.`. */
const sourceName = v.pipe(v.string(), v.trim(), v.regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u));

export const sourceSettings = v.object({
	name: sourceName,
	preset: v.picklist(presetNames),
	root: v.optional(
		v.nullable(
			v.pipe(
				v.string(),
				v.maxLength(1000),
				blankToNull,
				v.nullable(v.pipe(v.string(), v.startsWith('/')))
			)
		),
		null
	),
	zone: v.optional(
		v.nullable(v.pipe(v.string(), blankToNull, v.nullable(v.pipe(v.string(), v.check(isZone))))),
		null
	),
	pattern: v.pipe(
		optionalText,
		v.check(
			(pattern) => pattern === null || checkPattern(pattern).ok,
			'is not a pattern with a group for the time'
		),
		v.transform((pattern) => (pattern === null ? null : pattern.replaceAll('(?P<', '(?<')))
	),
	raw: v.optional(rawForm, null),
	sides: v.optional(
		v.nullable(
			v.union([
				v.picklist(sidesRules),
				v.pipe(
					v.literal(''),
					v.transform(() => null)
				)
			])
		),
		null
	),
	country: v.optional(
		v.nullable(v.pipe(v.string(), blankToNull, v.nullable(v.picklist(knownCountries)))),
		null
	),
	stableForMs: v.optional(duration(50), 10_000),
	rescanMs: v.optional(duration(100), 60_000)
});

export type SourceSettings = v.InferOutput<typeof sourceSettings>;

/** Settings as a person types them: durations and the raw form as text. */
export function asTyped<Settings extends Pick<SourceSettings, 'raw' | 'stableForMs' | 'rescanMs'>>(
	settings: Settings
) {
	const { raw, stableForMs, rescanMs } = settings;
	return {
		...settings,
		raw: raw ? `${raw.codec}:${raw.rate}:${raw.channels}` : null,
		stableForMs: durationText(stableForMs),
		rescanMs: durationText(rescanMs)
	};
}

/** `10000` → `10s`; what is no whole second stays in ms. */
const durationText = (ms: number): string => (ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`);
