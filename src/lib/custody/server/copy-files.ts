/** Copies stored files from one folder of recordings to another, each compared with its name on the way. */
import type { BlobStore } from '#lib/platform/server/files/store.ts';

export interface Copied {
	bytes: number;
	/** Files that the target did not have. */
	copied: number;
	lacking: { sha256: string; fault: 'missing' | 'changed' | 'unreadable' }[];
	/** SHA-256 and bytes of what the target has now, in the order asked. */
	files: [string, number][];
}

const AT_ONCE = 8;

/** What the target has already, by its name, is left as it is. Stops at nothing: what is lacking is told. */
export async function copyFiles(
	from: BlobStore,
	to: BlobStore,
	wanted: readonly string[]
): Promise<Copied> {
	const sizes = new Map<string, number>();
	const lacking: Copied['lacking'] = [];
	let copied = 0;
	const queue = wanted.values();
	const worker = async () => {
		for (const sha256 of queue) {
			const there = await to.size(sha256);
			const size = there ?? (await copyFile(from, to, sha256));
			if (typeof size === 'number') sizes.set(sha256, size);
			else lacking.push({ sha256, fault: size });
			if (there === undefined && typeof size === 'number') copied += 1;
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	const files = wanted
		.filter((sha256) => sizes.has(sha256))
		.map((sha256): [string, number] => [sha256, sizes.get(sha256)!]);
	lacking.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
	return { bytes: files.reduce((sum, [, bytes]) => sum + bytes, 0), copied, lacking, files };
}

async function copyFile(from: BlobStore, to: BlobStore, sha256: string) {
	const content = await from
		.open(sha256)
		.catch((error: NodeJS.ErrnoException) =>
			error.code === 'ENOENT' ? ('missing' as const) : ('unreadable' as const)
		);
	if (typeof content === 'string') return content;
	let broken = false;
	content.once('error', () => (broken = true));
	const staged = await to.stage(content).catch((error: unknown) => {
		if (broken) return undefined;
		throw error;
	});
	if (!staged) return 'unreadable';
	if (staged.sha256 !== sha256) {
		await staged.drop();
		return 'changed';
	}
	await staged.keep();
	return staged.bytes;
}
