/** The header with which a file is handed over under its name; header values are Latin-1 alone (RFC 6266, RFC 8187). Pure. */

/** `name` without control characters or separators of paths; other scripts are kept in `filename*`. */
export function attachment(name: string): string {
	const clean = name.toWellFormed().replace(/[\p{Cc}/\\]/gu, '_');
	const plain = clean.replace(/[^\x20-\x7e]|["%]/g, '_');
	const encoded = encodeURIComponent(clean).replace(
		/['()*]/g,
		(one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
