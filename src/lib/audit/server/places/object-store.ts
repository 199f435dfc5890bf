/**
 * `s3+https://host/bucket/prefix`: an object for each note, named by its entry. With `?lock-days=3650`
 * the store is told to keep it unchangeable so long (the bucket must have Object Lock).
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { AwsClient } from 'aws4fetch';
import { envelope } from '../../checkpoint.ts';
import {
	SENDING_LIMIT_MS,
	shownAddress,
	type Place,
	type PlaceSettings,
	type Sent
} from './place.ts';

const DAY_MS = 86_400_000;

export function objectStorePlace(address: string, { objectStore }: PlaceSettings): Place {
	const url = new URL(address.replace(/^s3\+/, ''));
	const region = url.searchParams.get('region') ?? 'us-east-1';
	const lockDays = Number(url.searchParams.get('lock-days') ?? 0);
	url.search = '';
	return {
		name: shownAddress(address),
		async send(notes) {
			const client = new AwsClient({
				...credentials(objectStore),
				region,
				service: 's3',
				retries: 0
			});
			for (const note of notes) {
				const body = envelope(note);
				const name = `checkpoint-${String(note.seq).padStart(12, '0')}.txt`;
				const response = await client.fetch(`${url.href.replace(/\/$/, '')}/${name}`, {
					method: 'PUT',
					body,
					headers: headersOf(body, note, lockDays),
					signal: AbortSignal.timeout(SENDING_LIMIT_MS)
				});
				await response.body?.cancel();
				if (!response.ok) throw new Error(`the object store answered ${response.status}`);
			}
		}
	};
}

function headersOf(body: string, { at }: Sent, lockDays: number): Record<string, string> {
	const until = new Date(at.getTime() + lockDays * DAY_MS).toISOString();
	return {
		'content-type': 'text/plain; charset=utf-8',
		'x-amz-checksum-sha256': createHash('sha256').update(body).digest('base64'),
		...(lockDays > 0 && {
			'x-amz-object-lock-mode': 'COMPLIANCE',
			'x-amz-object-lock-retain-until-date': until
		})
	};
}

/** `ID:SECRET`, or the path of a file that holds it. */
function credentials(given: string | undefined): { accessKeyId: string; secretAccessKey: string } {
	if (!given) throw new Error('LISTENBACK_OBJECT_STORE is not set');
	const text = existsSync(given) ? readFileSync(given, 'utf8').trim() : given;
	const at = text.indexOf(':');
	if (at < 1) throw new Error('LISTENBACK_OBJECT_STORE is not ID:SECRET');
	return { accessKeyId: text.slice(0, at), secretAccessKey: text.slice(at + 1) };
}
