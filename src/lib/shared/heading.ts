/** The column that a table's heading names, in English or Chinese; case, spaces and hyphens do not matter. */
export function columnNamed<Column extends string>(
	heading: string,
	columns: readonly Column[],
	chinese: Record<string, Column>
): Column | undefined {
	const plain = heading
		.trim()
		.toLowerCase()
		.replaceAll(/[\s-]+/g, '_');
	return columns.find((column) => column === plain) ?? chinese[plain];
}
