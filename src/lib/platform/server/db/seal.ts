/**
 * SQLite keeps no checksums of its pages. So who closes a file as the last leaves one of each page
 * beside it, its seal, and who opens the file compares before anything is written to it.
 *
 * Who has the file open holds SQLite's shared lock on it until closing; sealing takes the exclusive
 * one. So nobody has the file open while it is sealed, and a seal that somebody took away before
 * writing stays away until they have closed the file.
 */
import { existsSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { syncFile, syncFolder } from '../files/local-store.ts';
import { WritesRefused } from './errors.ts';
import { pageSums } from './page-sums.ts';
import { decodeSeal, encodeSeal, SUM_BYTES } from './seal-file.ts';

/** How a file was found. `none`: in use, or not left in order. */
export type SealState =
	| { state: 'none' }
	| { state: 'whole'; sealedAt: Date; pages: number }
	| ({ state: 'changed' } & SealFault);

/** The pages are numbered from 1, as SQLite numbers them; `first` are the first of them. */
type SealFault =
	| { fault: 'pages'; sealedAt: Date; differ: number; first: number[] }
	| { fault: 'log'; sealedAt: Date }
	| { fault: 'seal' };

const NAMED_PAGES = 10;

const sealOf = (file: string) => `${file}.seal`;

/** Compares the file with its seal; changes nothing. */
export async function checkSeal(file: string): Promise<SealState> {
	const seal = await bytesOf(sealOf(file));
	if (!seal) return { state: 'none' };
	const found = await compare(file, seal);
	if (found.state !== 'changed') return found;
	// Others may have found it whole meanwhile, taken the seal away and written.
	return (await bytesOf(sealOf(file)))?.equals(seal) ? found : checkSeal(file);
}

async function compare(file: string, bytes: Buffer): Promise<SealState> {
	const seal = decodeSeal(bytes);
	if (seal === 'foreign') return { state: 'none' };
	if (seal === 'damaged') return { state: 'changed', fault: 'seal' };
	const { sealedAt, sums, pageSize } = seal;
	const log = await fs.stat(`${file}-wal`).catch(() => undefined);
	if (log && log.size > 0) return { state: 'changed', fault: 'log', sealedAt };
	const found = await pageSums(file, pageSize);
	const pages = Math.max(sums.length, found.length) / SUM_BYTES;
	if (found.equals(sums)) return { state: 'whole', sealedAt, pages };
	const differing = Array.from({ length: pages }, (_, at) => at + 1).filter(
		(page) => !sumOf(sums, page).equals(sumOf(found, page))
	);
	const first = differing.slice(0, NAMED_PAGES);
	return { state: 'changed', fault: 'pages', sealedAt, differ: differing.length, first };
}

const sumOf = (sums: Buffer, page: number) =>
	sums.subarray((page - 1) * SUM_BYTES, page * SUM_BYTES);

const bytesOf = (file: string) =>
	fs.readFile(file).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});

/** Takes the seal away, durably, before something is written by who has the file open. */
export async function breakSeal(file: string): Promise<void> {
	const seal = sealOf(file);
	if (!existsSync(seal)) return;
	await fs.rm(seal, { force: true });
	await syncFolder(path.dirname(path.resolve(file)));
}

/** Seals the file unless somebody has it open. Without a seal it is as good as before: why there is none is not told. */
export async function sealFile(file: string, withinMs: number): Promise<void> {
	if (existsSync(sealOf(file))) return;
	await seal(file, withinMs).catch(() => undefined);
}

async function seal(file: string, withinMs: number) {
	const { default: Database } = await import('better-sqlite3');
	const connection = new Database(file, { fileMustExist: true, timeout: 0 });
	try {
		connection.pragma('locking_mode = EXCLUSIVE');
		connection.pragma('wal_checkpoint(TRUNCATE)');
		if (existsSync(sealOf(file))) return;
		// After a power cut a log that was emptied must not be full again beside the seal.
		await syncFile(`${file}-wal`);
		const pageSize = connection.pragma('page_size', { simple: true }) as number;
		const sums = await pageSums(file, pageSize, withinMs);
		await write(sealOf(file), encodeSeal({ pageSize, sealedAt: new Date(), sums }));
	} finally {
		connection.close();
	}
}

/** Whole under its name, or not there. */
async function write(file: string, bytes: Buffer) {
	const making = `${file}.part`;
	try {
		await fs.writeFile(making, bytes);
		await syncFile(making);
		await fs.rename(making, file);
		await syncFolder(path.dirname(path.resolve(file)));
	} catch (error) {
		await fs.rm(making, { force: true });
		throw error;
	}
}

/** Why nothing is written to a file that is not as it was sealed, with what to do; undefined for any other. */
export function sealRefusal(file: string, found: SealState): WritesRefused | undefined {
	if (found.state !== 'changed') return undefined;
	return new WritesRefused(
		`SQLite: ${file} is not as it was left: ${faultText(found)}. Nothing is written to it. ` +
			`Restore a backup (listenback restore, docs/operations.md); who changed the file on purpose removes ${sealOf(file)}`
	);
}

/** Throws for a file that is not as it was sealed. */
export async function refuseChanged(file: string): Promise<void> {
	const refusal = sealRefusal(file, await checkSeal(file));
	if (refusal) throw refusal;
}

/** In words for the operator. */
export function faultText(found: SealFault): string {
	if (found.fault === 'seal') return 'its seal is damaged';
	const since = `since ${found.sealedAt.toISOString()}`;
	if (found.fault === 'log') return `another program has written to it ${since}`;
	const more = found.differ > found.first.length ? ' …' : '';
	return `${found.differ} of its pages changed ${since} (${found.first.join(', ')}${more})`;
}
