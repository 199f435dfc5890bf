/**
 * The editor of a scheme as a form: what it posts, read into content that the scheme's schema then
 * checks. A component whose weight is empty or 0 falls away; one may be added at a time. Pure.
 */
import * as v from 'valibot';
import { reviewKinds } from '#lib/reviews/review.ts';
import { parseMonth } from '#lib/shared/calendar.ts';
import {
	componentKind,
	componentKinds,
	countedKinds,
	type ComponentKindName
} from './components/index.ts';

/** Fields of the form, as form-fields.ts names them. */
export const schemeFields = `kind.* weight.* least.* sources.*[] rubrics.* by.* perfunctory.* late.* each.*
	keys.* given.* most.* reported.* addKind addWeight month reason version`;

export const schemePublishing = v.object({
	month: v.pipe(
		v.string(),
		v.transform((text) => parseMonth(text)),
		v.number()
	),
	reason: v.fallback(v.string(), ''),
	version: v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number))
});

/** The content that a posted form describes; whatever cannot be read is NaN and refused by the schema. */
export function postedScheme(form: FormData): { components: unknown[]; modifiers: unknown[] } {
	const components = [...form.keys()].flatMap((name) => {
		const key = /^kind\.(.+)$/.exec(name)?.[1];
		return key ? componentOf(form, key) : [];
	});
	return {
		components: [...components, ...added(form, components.length)],
		modifiers: countedKinds.flatMap((kind) => modifierOf(form, kind))
	};
}

function componentOf(form: FormData, key: string) {
	const kind = word(form, `kind.${key}`);
	const weight = whole(form, `weight.${key}`);
	if (weight === 0 || !isKind(kind)) return [];
	const permille = (name: string) => percent(form, `${name}.${key}`);
	const list = (name: string) =>
		word(form, `${name}.${key}`)
			.split(/[\s,，、]+/)
			.filter(Boolean);
	const each = { each: permille('each') };
	const params: Record<ComponentKindName, unknown> = {
		'review-score': {
			sources: reviewKinds.filter((one) => form.getAll(`sources.${key}`).includes(one)),
			rubrics: list('rubrics'),
			by: word(form, `by.${key}`)
		},
		'self-check-completion': { perfunctory: permille('perfunctory'), late: permille('late') },
		'severe-items': each,
		violations: each,
		praise: each,
		concealment: each,
		events: {},
		indicators: { keys: list('keys') },
		'lead-rating': {},
		'peer-rating': {}
	};
	return [{ key, kind, weight, least: whole(form, `least.${key}`), params: params[kind] }];
}

function added(form: FormData, n: number) {
	const kind = word(form, 'addKind');
	if (!isKind(kind)) return [];
	const { params, least } = componentKind(kind).standard;
	const taken = new Set([...form.keys()]);
	const key = [kind, ...Array.from({ length: n + 1 }, (_, index) => `${kind}-${index + 2}`)].find(
		(one) => !taken.has(`kind.${one}`)
	);
	return [{ key, kind, weight: whole(form, 'addWeight'), least, params }];
}

function modifierOf(form: FormData, kind: (typeof countedKinds)[number]) {
	const tenthsEach = tenths(form, `given.${kind}`);
	if (tenthsEach === 0) return [];
	const reported = word(form, `reported.${kind}`);
	return [
		{
			...{ kind, tenthsEach, mostTenths: tenths(form, `most.${kind}`) },
			selfReported: reported === '' ? 1000 : percent(form, `reported.${kind}`)
		}
	];
}

const isKind = (name: string): name is ComponentKindName =>
	componentKinds.some((kind) => kind === name);

function word(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.normalize('NFKC').trim() : '';
}

/** Nothing typed is 0. */
const whole = (form: FormData, name: string): number => {
	const text = word(form, name);
	return /^\d{0,6}$/.test(text) ? Number(text) : Number.NaN;
};

/** With one decimal at most, in tenths; a minus of any width. */
function tenths(form: FormData, name: string): number {
	const [, minus, points, tenth] = /^([-−]?)(\d{0,4})(?:\.(\d))?$/.exec(word(form, name)) ?? [];
	if (points === undefined) return Number.NaN;
	const size = Number(points) * 10 + Number(tenth ?? 0);
	return minus && size > 0 ? -size : size;
}

const percent = (form: FormData, name: string): number => tenths(form, name);
