/** A file that a preview's page gives back to be imported, small enough for a form. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { MAX_FILE_BYTES } from '../entry.ts';

/** What a form may carry; larger files go through the command line. */
const MAX_UPLOAD_BYTES = 480 * 1024;

export const packFile = (bytes: Uint8Array): string => gzipSync(bytes).toString('base64');

/** Undefined for what `packFile` did not make. */
export function unpackFile(text: string): Uint8Array | undefined {
	try {
		return gunzipSync(Buffer.from(text, 'base64'), { maxOutputLength: MAX_FILE_BYTES });
	} catch {
		return undefined;
	}
}

/** The file of a form's field `file`. */
export async function uploadedFile(
	form: FormData
): Promise<Decision<Uint8Array, 'file-missing' | 'too-large'>> {
	const file = form.get('file');
	if (!(file instanceof File) || file.size === 0) return refuse('file-missing');
	if (file.size > MAX_UPLOAD_BYTES)
		return refuse('too-large', { limitKib: MAX_UPLOAD_BYTES / 1024 });
	return accept(new Uint8Array(await file.arrayBuffer()));
}
