/** What the forms of indicators post. Pure. */
import * as v from 'valibot';
import { parseMonth } from '#lib/shared/calendar.ts';
import { indicatorKey, valueInput } from './indicator.ts';

/** Fields of the forms, as form-fields.ts names them. */
export const indicatorFields = {
	value: 'month key place numerator denominator source',
	definition: 'key nameEn nameZh formulaEn formulaZh sourceEn sourceZh target aim from'
};

const month = v.pipe(
	v.string(),
	v.transform((text) => parseMonth(text)),
	v.number()
);
const digits = v.pipe(
	v.string(),
	v.transform((text) => text.normalize('NFKC').trim().replaceAll(',', '')),
	v.regex(/^\d{1,10}$/),
	v.transform(Number)
);
const place = v.pipe(
	v.string(),
	v.regex(/^(?:agent|team|department):[0-9a-f-]{36}$/),
	v.transform((text) => {
		const [kind, id] = text.split(':') as [string, string];
		return {
			agentId: kind === 'agent' ? id : null,
			teamId: kind === 'team' ? id : null,
			departmentId: kind === 'department' ? id : null
		};
	})
);

export const valueForm = v.object({
	month,
	place,
	key: indicatorKey,
	numerator: v.pipe(digits, valueInput.entries.numerator),
	denominator: v.pipe(digits, valueInput.entries.denominator),
	source: valueInput.entries.source
});

/** Percent with one decimal at most, in thousandths. */
const percent = v.pipe(
	v.string(),
	v.transform((text) => text.normalize('NFKC').trim()),
	v.regex(/^\d{1,3}(?:\.\d)?$/),
	v.transform((text) => Math.round(Number(text) * 10))
);

export const definitionForm = v.pipe(
	v.object({
		key: indicatorKey,
		nameEn: v.string(),
		nameZh: v.string(),
		formulaEn: v.string(),
		formulaZh: v.string(),
		sourceEn: v.string(),
		sourceZh: v.string(),
		target: percent,
		aim: v.picklist(['at-least', 'at-most']),
		from: month
	}),
	v.transform(({ key, from, target, aim, ...words }) => ({
		key,
		effectiveFrom: from,
		content: {
			...{ target, aim },
			name: { en: words.nameEn, 'zh-CN': words.nameZh },
			formula: { en: words.formulaEn, 'zh-CN': words.formulaZh },
			source: { en: words.sourceEn, 'zh-CN': words.sourceZh }
		}
	}))
);
