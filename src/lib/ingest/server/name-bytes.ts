/** File names are bytes; most are UTF-8. */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The name as text; bytes that are not UTF-8 show as `\xA5`, so that two names stay two. */
export function nameText(bytes: Buffer): { text: string; isUtf8: boolean } {
	try {
		return { text: strict.decode(bytes), isUtf8: true };
	} catch {
		return { text: escaped(bytes), isUtf8: false };
	}
}

function escaped(bytes: Buffer): string {
	let text = '';
	for (let at = 0; at < bytes.length;) {
		const length = sequenceLength(bytes, at);
		text +=
			length > 0
				? bytes.toString('utf8', at, at + length)
				: `\\x${bytes.toString('hex', at, at + 1).toUpperCase()}`;
		at += Math.max(1, length);
	}
	return text;
}

/** Bytes of the valid UTF-8 character at `at`, 0 when there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
	for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
		try {
			strict.decode(bytes.subarray(at, at + length));
			return length;
		} catch {
			// Longer, or none.
		}
	}
	return 0;
}
