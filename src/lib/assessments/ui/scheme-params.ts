/** The parameters of a component in words. */
import { listText, numberText } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ReviewKind } from '#lib/reviews/review.ts';
import { kindTexts } from './texts.ts';

/** Parameters of all kinds together: each kind has its own of them. */
export interface AnyParams {
	sources?: ReviewKind[];
	rubrics?: string[];
	by?: 'mean' | 'share-at-standard';
	perfunctory?: number;
	late?: number;
	each?: number;
	keys?: string[];
}

const percent = (permille: number) => numberText(permille / 10);

export function paramsText(params: unknown): string {
	const { sources, rubrics, by, perfunctory, late, each, keys } = params as AnyParams;
	const said = [
		by && (by === 'mean' ? m.scheme_by_mean() : m.scheme_by_share()),
		sources && listText(sources.map((kind) => kindTexts[kind]())),
		rubrics && rubrics.length > 0 && m.scheme_rubrics({ rubrics: listText(rubrics) }),
		perfunctory !== undefined && m.scheme_perfunctory({ share: percent(perfunctory) }),
		late !== undefined && m.scheme_late({ share: percent(late) }),
		each !== undefined && m.scheme_each({ share: percent(each) }),
		keys && (keys.length > 0 ? listText(keys) : m.scheme_all_indicators())
	];
	return said.filter(Boolean).join(' · ');
}
