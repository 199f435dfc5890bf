import * as v from 'valibot';
import { formText } from '../text.ts';
import {
	defineCriterionKind,
	figureFromText,
	neverFails,
	optionFault,
	optionKey
} from './define.ts';

/** The customer's own answer, kept as data and never scored: one of several, a figure, or words. */
export const record = defineCriterionKind({
	...neverFails,
	scores: 'kept',
	config: v.variant('field', [
		v.strictObject({
			field: v.literal('choice'),
			options: v.pipe(
				v.array(v.strictObject({ key: optionKey, text: formText })),
				v.minLength(2),
				v.maxLength(9)
			)
		}),
		v.strictObject({
			field: v.literal('number'),
			min: v.pipe(v.number(), v.integer()),
			max: v.pipe(v.number(), v.integer())
		}),
		v.strictObject({ field: v.literal('words') })
	]),
	fault: (config) => {
		if (config.field === 'choice') return optionFault(config.options);
		return config.field === 'number' && config.min >= config.max ? 'bounds' : undefined;
	},
	answer: (config): v.GenericSchema<string | number> => {
		if (config.field === 'choice') return v.picklist(config.options.map((option) => option.key));
		if (config.field === 'words')
			return v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000));
		return v.pipe(v.number(), v.integer(), v.minValue(config.min), v.maxValue(config.max));
	},
	effect: () => ({ kind: 'kept' }),
	byDigit: (config, digit) => {
		if (config.field === 'choice') return config.options[digit - 1]?.key;
		return config.field === 'number' && digit >= config.min && digit <= config.max
			? digit
			: undefined;
	},
	best: () => undefined,
	fromText: (config, text) => (config.field === 'number' ? figureFromText(text) : text || undefined)
});
