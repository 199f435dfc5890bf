import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { agreementOf, ENOUGH_SUBJECTS, type Agreement } from '#lib/reviews/agreement.ts';
import { scales, type Rating, type Scale } from '#lib/reviews/ratings.ts';
import { UsageError, type Command } from './command.ts';

export const agreement: Command = {
	name: 'agreement',
	summary:
		'How far reviewers agree: percent, κ, α and intraclass correlations of a file of ratings.',
	usage: 'FILE.csv --scale nominal|ordinal|interval',
	options: {
		scale: { type: 'string', help: 'what the values are: names, ranks, or figures with distances' }
	},
	async run(call) {
		const [file] = call.positionals;
		const scale = scales.find((known) => known === call.text('scale'));
		if (!file || !scale)
			throw new UsageError('agreement: give a CSV file and --scale nominal, ordinal or interval');
		const { ratings, faults } = ratingsOf(readText(file), scale);
		if (faults.length > 0) {
			call.answer({ rejected: faults }, () => faults);
			return 3;
		}
		const result = agreementOf(ratings, scale);
		call.answer(result, () => lines(result));
		return 0;
	}
};

function readText(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new UsageError(`agreement: ${file}: ${(error as Error).message}`);
	}
}

interface Row {
	line: number;
	reviewer: string;
	subject: string;
	value: string;
}

/** An empty value is a missing rating. */
function ratingsOf(text: string, scale: Scale): { ratings: Rating[]; faults: string[] } {
	const faults: string[] = [];
	const ratings: Rating[] = [];
	const seen = new Set<string>();
	for (const { line, reviewer, subject, value } of rowsOf(text)) {
		if (value === '') continue;
		const key = JSON.stringify([reviewer, subject]);
		if (!reviewer || !subject) faults.push(`line ${line}: reviewer or subject is missing`);
		else if (seen.has(key)) faults.push(`line ${line}: ${reviewer} rates ${subject} twice`);
		else if (scale !== 'nominal' && !isFigure(value))
			faults.push(`line ${line}: "${value}" is no figure`);
		else ratings.push({ reviewer, subject, value: scale === 'nominal' ? value : Number(value) });
		seen.add(key);
	}
	return { ratings, faults };
}

const isFigure = (text: string) => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);

function rowsOf(text: string): Row[] {
	try {
		const records = parse(text, {
			bom: true,
			columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
			trim: true,
			skip_empty_lines: true,
			info: true
		}) as unknown as { record: Record<string, string>; info: { lines: number } }[];
		const first = records[0]?.record ?? { reviewer: '', subject: '', value: '' };
		const missing = ['reviewer', 'subject', 'value'].filter((name) => !(name in first));
		if (missing.length > 0) throw new Error(`no column ${missing.join(', ')}`);
		return records.map(({ record, info }) => ({
			line: info.lines,
			reviewer: record.reviewer!,
			subject: record.subject!,
			value: record.value!
		}));
	} catch (error) {
		throw new UsageError(`agreement: ${(error as Error).message}`);
	}
}

function lines({ n, reviewers, icc, intervals, ...rest }: Agreement): string[] {
	const shown = (value: number | null) => (value === null ? '–' : value.toFixed(3));
	const few = n < ENOUGH_SUBJECTS ? '   too few to say' : '';
	return [
		`${n} subjects rated by two or more of ${reviewers} reviewers${few}`,
		`percent ${rest.percent === null ? '–' : rest.percent.toFixed(1)}`,
		`Cohen κ ${shown(rest.cohenKappa)}   weighted ${shown(rest.weightedKappa)}   Fleiss κ ${shown(rest.fleissKappa)}   α ${shown(rest.alpha)}`,
		...Object.entries(icc).map(([form, value]) => {
			const interval = intervals[form as keyof typeof intervals];
			return `ICC(${form}) ${shown(value)}${interval ? ` [${interval.map(shown).join(', ')}]` : ''}`;
		})
	];
}
