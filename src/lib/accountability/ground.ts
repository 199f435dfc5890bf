/** What a case rests on, as it stands in an address: `?from=ledger-line:ID,review:ID`. */
const groundKinds = ['ledger-line', 'review', 'concealment', 'missed-duty'] as const;
export type GroundKind = (typeof groundKinds)[number];

export interface Ground {
	kind: GroundKind;
	subjectId: string;
}

const ONE = new RegExp(
	`^(${groundKinds.join('|')}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$`
);
const MOST_GROUNDS = 20;

/** The grounds of a text, each once; what cannot be read is left out. */
export function parseGrounds(text: string | null): Ground[] {
	const words = [...new Set((text ?? '').slice(0, 2000).split(','))];
	return words.slice(0, MOST_GROUNDS).flatMap((word): Ground[] => {
		const [, kind, subjectId] = ONE.exec(word) ?? [];
		return kind && subjectId ? [{ kind: kind as GroundKind, subjectId }] : [];
	});
}

export const groundsText = (grounds: readonly Ground[]): string =>
	grounds.map(({ kind, subjectId }) => `${kind}:${subjectId}`).join(',');
