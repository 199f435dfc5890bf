/** What is printed: facts, parts with lines, room for signatures. */

/** One entry: when, who (name and roles), what, and its particulars. */
interface PaperLine {
	when: string;
	who: string;
	roles: string;
	what: string;
	detail: string;
	/** Ids, numbers and hashes by which it is found in the program. */
	marks: string;
}

export interface Paper {
	title: string;
	/** The centre's name, above the title. */
	centre: string;
	madeAt: Date;
	facts: readonly (readonly [label: string, value: string])[];
	parts: readonly { title: string; none: string; lines: readonly PaperLine[] }[];
	/** Labels with a line to write on. */
	signatures: readonly string[];
	pageOf: (page: number, pages: number) => string;
}
