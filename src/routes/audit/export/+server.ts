import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { believedKeys } from '#lib/audit/server/checkpoint-key.ts';
import { beginExport, exportLines } from '#lib/audit/server/export.ts';
import { may } from '#lib/people/permissions.ts';
import type { RequestHandler } from './$types';

/** The whole chain as a file; by POST, because it is itself an entry. */
export const POST: RequestHandler = async ({ locals }) => {
	const { actor, db, now, runtime } = locals;
	if (!may(actor, 'audit.export')) error(403, 'forbidden');
	const planned = await beginExport(locals, {});
	if (!planned) error(409, 'conflict');
	const keys = believedKeys(runtime.config.checkpointKey);
	const lines = Readable.from(exportLines(db.read, planned, { now, keys }));
	return new Response(Readable.toWeb(lines) as ReadableStream, {
		headers: {
			'content-type': 'application/x-ndjson; charset=utf-8',
			'content-disposition': `attachment; filename="audit-${planned.from}-${planned.to}.jsonl"`,
			'cache-control': 'private, no-store'
		}
	});
};
