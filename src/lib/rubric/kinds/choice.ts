import * as v from 'valibot';
import { formText } from '../text.ts';
import { defineCriterionKind, optionFault, optionKey, points } from './define.ts';

/** One of two to ten answers, each worth its own share of the weight and, where it says so, a finding. */
export const choice = defineCriterionKind({
	scores: 'share',
	config: v.strictObject({
		options: v.pipe(
			v.array(
				v.strictObject({
					key: optionKey,
					text: formText,
					/** Percent of the weight. */
					share: points,
					/** A finding. */
					failed: v.optional(v.boolean())
				})
			),
			v.minLength(2),
			v.maxLength(10)
		)
	}),
	/** Without an option that earns everything no call could reach 100. */
	fault: ({ options }, weight) =>
		optionFault(options) ??
		(weight > 0 && !options.some(({ share, failed }) => share === 100 && !failed)
			? 'no-full-share'
			: undefined),
	answer: (config) => v.picklist(config.options.map((option) => option.key)),
	effect: (config, answer) => {
		const option = config.options.find((option) => option.key === answer);
		return {
			kind: 'share',
			share: { earned: Math.round((option?.share ?? 0) * 1000), of: 100_000 }
		};
	},
	failed: (config, answer) =>
		config.options.find((option) => option.key === answer)?.failed === true,
	outcomes: ({ options }) => ({
		canFail: options.some((option) => option.failed),
		canPass: options.some((option) => !option.failed)
	}),
	byDigit: (config, digit) => config.options[digit - 1]?.key,
	/** The first of those that earn the most without being a finding. */
	best: (config) =>
		config.options
			.filter((option) => !option.failed)
			.toSorted((a, b) => b.share - a.share)
			.at(0)?.key,
	fromText: (_config, text) => text || undefined
});
