/** A filled-in review of an example call: true to what is heard in it. */
import type { DraftContent, DraftEvidence } from '#lib/reviews/draft.ts';
import { flawlessAnswer, NOT_APPLICABLE } from '#lib/rubric/answer.ts';
import { itemsOf, type Form, type Item } from '#lib/rubric/form.ts';
import type { SeededRandom } from '#lib/shared/seeded-random.ts';
import type { StoredFile } from '../audio/store-files.ts';
import type { CallBackAnswers } from '../dialogues/script.ts';
import type { ExampleCall } from './calls.ts';
import { findingOf, meritWords } from './findings.ts';

export interface Heard {
	call: ExampleCall;
	file: StoredFile;
	/** What the customer answered, of a call-back. */
	answers: CallBackAnswers | undefined;
}

const closingWords = ['总体规范，继续保持。', '服务耐心，语速平稳。', '流程完整，请保持。', ''];

export function scoredContent(form: Form, heard: Heard, random: SeededRandom): DraftContent {
	const { call, file } = heard;
	const answers: DraftContent['answers'] = {};
	for (const item of itemsOf(form))
		answers[item.key] = { answer: ordinary(item, heard, random), comment: '' };
	const evidence: DraftEvidence[] = [];
	const pin = (entry: Omit<DraftEvidence, 'id'>) =>
		evidence.push({ id: `e${evidence.length + 1}`, ...entry });
	for (const { fault, merit, fromMs, toMs } of file.passages) {
		const range = { fromMs, toMs: Math.min(toMs, file.facts.durationMs) };
		if (fault) {
			const { items, words } = findingOf(call.kind, fault);
			for (const itemKey of items) {
				answers[itemKey] = { ...failing(form, itemKey, range.fromMs), comment: words };
				pin({ kind: 'finding', itemKey, ...range, note: words });
			}
		}
		if (merit && (merit === 'praised' || random.chance(0.04)))
			pin({ kind: 'highlight', itemKey: null, ...range, note: meritWords[merit] });
	}
	const faulty = evidence.some(({ kind }) => kind === 'finding');
	const { durationMs } = file.facts;
	return {
		answers,
		comment: faulty ? '请对照问题听录音，改进后保持。' : random.pick(closingWords),
		evidence,
		heard: [[0, durationMs]],
		spentMs: Math.round(durationMs * (1.1 + random.next() * 0.5)) + 25_000
	};
}

function ordinary(item: Item, heard: Heard, random: SeededRandom): number | string {
	if (item.kind === 'record') return recorded(item.key, heard.answers);
	if (item.kind === 'scale') return random.chance(0.6) ? 4 : 3;
	return flawlessAnswer(item) as string;
}

/** The lowest step of a scale, else "no"; with one of the causes where the item asks for one. */
function failing(form: Form, itemKey: string, seed: number) {
	const item = itemsOf(form).find((item) => item.key === itemKey);
	const causes = item?.rootCauses ?? [];
	const cause = causes[seed % Math.max(causes.length, 1)];
	return { answer: item?.kind === 'scale' ? 1 : 'no', ...(cause && { rootCause: cause.key }) };
}

function recorded(itemKey: string, answers: CallBackAnswers | undefined): number | string {
	const yesNo = (value: boolean | null | undefined) =>
		value === undefined || value === null ? NOT_APPLICABLE : value ? 'yes' : 'no';
	switch (itemKey) {
		case 'answer-solved':
			return yesNo(answers?.solved);
		case 'answer-money':
			return yesNo(answers?.moneyTaken);
		case 'answer-attitude':
			return answers?.attitude ?? NOT_APPLICABLE;
		case 'answer-score':
			return answers?.score ?? NOT_APPLICABLE;
		default:
			return answers?.suggestion ?? NOT_APPLICABLE;
	}
}
