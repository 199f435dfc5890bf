/** The words that entries carry beside the chain. */

/** The reason of an entry: beside the chain, in the body of one from before that, or erased. */
export function reasonOf(
	body: string,
	words: string | null
): { reason: string | undefined; erased: boolean } {
	const { reason, reasonSha256 } = JSON.parse(body) as { reason?: string; reasonSha256?: string };
	return {
		reason: words ?? reason,
		erased: reasonSha256 !== undefined && words === null
	};
}
