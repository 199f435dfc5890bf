/** One row of a file of indicator values. */
import { columnNamed } from '#lib/shared/heading.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';

const valueColumns = [
	'indicator',
	'staff_no',
	'team',
	'department',
	'numerator',
	'denominator',
	'source'
] as const;
export type ValueColumn = (typeof valueColumns)[number];

const chinese: Record<string, ValueColumn> = {
	指标: 'indicator',
	工号: 'staff_no',
	班组: 'team',
	部门: 'department',
	分子: 'numerator',
	分母: 'denominator',
	来源: 'source'
};

/** The column that a heading names. */
export const valueColumnOf = (heading: string): ValueColumn | undefined =>
	columnNamed(heading, valueColumns, chinese);

export interface ValueRow {
	/** Key or name. */
	indicator: string;
	place: { kind: 'staff_no' | 'team' | 'department'; name: string };
	numerator: number;
	denominator: number;
	source: string;
}

export type RowRefusal =
	| 'indicator-missing'
	| 'place-missing'
	| 'two-places'
	| 'numerator-invalid'
	| 'denominator-invalid'
	| 'source-too-long'
	| 'too-many-cells';

const MOST = 1_000_000_000;

export function readValueRow(
	cells: Partial<Record<ValueColumn, string>>,
	surplus = false
): Decision<ValueRow, RowRefusal> {
	const cell = (column: ValueColumn) => cells[column]?.trim().normalize('NFC') ?? '';
	if (surplus) return refuse('too-many-cells');
	if (!cell('indicator')) return refuse('indicator-missing');
	const places = (['staff_no', 'team', 'department'] as const).filter((kind) => cell(kind));
	const [kind] = places;
	if (!kind) return refuse('place-missing');
	if (places.length > 1) return refuse('two-places');
	const [numerator, denominator] = [wholeOf(cell('numerator')), wholeOf(cell('denominator'))];
	if (numerator === undefined) return refuse('numerator-invalid');
	if (!denominator) return refuse('denominator-invalid');
	const source = cell('source').replaceAll(/\p{Cc}+/gu, ' ');
	if (source.length > 200) return refuse('source-too-long');
	const place = { kind, name: cell(kind) };
	return accept({ indicator: cell('indicator'), place, numerator, denominator, source });
}

/** A whole number from 0 to a thousand million, with or without commas between thousands. */
function wholeOf(text: string): number | undefined {
	const digits = text.normalize('NFKC');
	if (!/^(?:\d{1,10}|\d{1,3}(?:,\d{3}){1,3})$/.test(digits)) return undefined;
	const value = Number(digits.replaceAll(',', ''));
	return value <= MOST ? value : undefined;
}
