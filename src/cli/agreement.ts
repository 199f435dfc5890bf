import { readCsvTable, type CsvRow } from '#lib/platform/server/csv-table.ts';
import { agreementOf, ENOUGH_SUBJECTS, type Agreement } from '#lib/reviews/agreement.ts';
import { scales, type Rating, type Scale } from '#lib/reviews/ratings.ts';
import { UsageError, type Command } from './command.ts';
import { readBytes } from './input-file.ts';

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
		const { ratings, faults } = ratingsOf(tableOf(file), scale);
		if (faults.length > 0) {
			call.answer({ rejected: faults }, () => faults);
			return 3;
		}
		const result = agreementOf(ratings, scale);
		call.answer(result, () => lines(result));
		return 0;
	}
};

const columns = ['reviewer', 'subject', 'value'] as const;
type Column = (typeof columns)[number];

function tableOf(file: string): CsvRow<Column>[] {
	const columnOf = (heading: string) =>
		columns.find((column) => column === heading.trim().toLowerCase());
	const table = readCsvTable(readBytes(file), columnOf, columns);
	if (!table.ok) throw new UsageError(`agreement: ${file}: ${table.fault}`);
	return table.rows;
}

/** Beyond it, squares of differences are no figures any more. */
const LARGEST = 1e100;

/** An empty value is a missing rating. */
function ratingsOf(rows: CsvRow<Column>[], scale: Scale): { ratings: Rating[]; faults: string[] } {
	const faults: string[] = [];
	const ratings: Rating[] = [];
	const seen = new Set<string>();
	for (const { line, cells, surplus } of rows) {
		const [reviewer = '', subject = '', value = ''] = columns.map((name) => cells[name]?.trim());
		if (surplus) faults.push(`line ${line}: more cells than headings`);
		if (surplus || value === '') continue;
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

const isFigure = (text: string) =>
	/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Math.abs(Number(text)) < LARGEST;

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
