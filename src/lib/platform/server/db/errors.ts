/** Engine errors by meaning; drivers wrap them, so the chain of causes is walked. */

/** SQLSTATE or SQLite code of an error or of its causes. */
export function sqlState(error: unknown): string | undefined {
	for (
		let cause = error;
		cause && typeof cause === 'object';
		cause = (cause as { cause?: unknown }).cause
	) {
		const { code } = cause as { code?: unknown };
		if (typeof code === 'string') return code;
	}
	return undefined;
}

/**
 * Nothing is written any more until the next start: the storage failed, or the file is not as it was
 * left. Reading goes on.
 */
export class WritesRefused extends Error {
	readonly code = 'LISTENBACK_READ_ONLY';
}

/** The disk is full, or failed and takes nothing any more; what is there can still be read. */
export const isStorageRefusal = (error: unknown): boolean =>
	/^(SQLITE_FULL|SQLITE_IOERR|LISTENBACK_READ_ONLY|53100)/.test(sqlState(error) ?? '');
/** The disk is full: there may be room again later. */
export const isStorageFull = (error: unknown): boolean =>
	/^(SQLITE_FULL|53100)$/.test(sqlState(error) ?? '');

const isOneOf = (codes: string[]) => (error: unknown) => codes.includes(sqlState(error) ?? '');

export const isUniqueViolation = isOneOf([
	'23505',
	'SQLITE_CONSTRAINT_UNIQUE',
	'SQLITE_CONSTRAINT_PRIMARYKEY'
]);
export const isCheckViolation = isOneOf(['23514', 'SQLITE_CONSTRAINT_CHECK']);
/** A write refused by an append-only trigger. */
export const isAppendOnlyViolation = isOneOf(['SQLITE_CONSTRAINT_TRIGGER', 'P0001']);
