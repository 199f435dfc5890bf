/**
 * The key of the checkpoints: Ed25519 in a PEM file outside the data folder, made at first need,
 * readable by its owner alone. Public keys that stand in the same file are older ones, still believed.
 */
import {
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	sign,
	verify,
	type KeyObject
} from 'node:crypto';
import { linkSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { SignedNote } from '../checkpoint.ts';
import { sha256Bytes } from './append.ts';

export interface PublicKey {
	id: string;
	key: KeyObject;
	/** PEM, to be handed to whoever verifies. */
	pem: string;
}

export interface SigningKey extends PublicKey {
	sign(note: string): SignedNote;
	/** All keys of the file, this one first. */
	believed: PublicKey[];
}

const BLOCK = /-----BEGIN ([A-Z ]+)-----[^-]+-----END \1-----/g;

function publicKey(key: KeyObject): PublicKey {
	if (key.asymmetricKeyType !== 'ed25519') throw new Error('the checkpoint key is not Ed25519');
	const der = key.export({ type: 'spki', format: 'der' });
	const pem = key.export({ type: 'spki', format: 'pem' }).toString();
	return { id: sha256Bytes(der).slice(0, 16), key, pem };
}

/** The public keys of a PEM text; of a private key, its public half. */
export const publicKeysIn = (pem: string): PublicKey[] =>
	[...pem.matchAll(BLOCK)].map(([block]) => publicKey(createPublicKey(block)));

/** Reads the key; makes one when there is no such file. Throws when the file holds none. */
export function signingKey(file: string): SigningKey {
	const pem = readKeyFile(file) ?? makeKeyFile(file);
	const block = [...pem.matchAll(BLOCK)].find(([, label]) => label === 'PRIVATE KEY')?.[0];
	if (!block) throw new Error(`${file}: no private key`);
	const secret = createPrivateKey(block);
	const own = publicKey(createPublicKey(secret));
	const others = publicKeysIn(pem).filter(({ id }) => id !== own.id);
	return {
		...own,
		believed: [own, ...others],
		sign: (note) => ({ note, signature: sign(null, Buffer.from(note), secret).toString('base64') })
	};
}

/** The keys that checkpoints may be signed with; empty when there is no file. Makes nothing. */
export const believedKeys = (file: string): PublicKey[] => publicKeysIn(readKeyFile(file) ?? '');

export const isSignedBy = ({ key }: PublicKey, { note, signature }: SignedNote): boolean =>
	verify(null, Buffer.from(note), key, Buffer.from(signature, 'base64'));

function readKeyFile(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

/** Two processes may come here together: the file appears whole, and the first one's stays. */
function makeKeyFile(file: string): string {
	const { privateKey } = generateKeyPairSync('ed25519');
	const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
	const draft = `${file}.${process.pid}.new`;
	writeFileSync(draft, pem, { mode: 0o600, flush: true });
	try {
		linkSync(draft, file);
		return pem;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		return readFileSync(file, 'utf8');
	} finally {
		unlinkSync(draft);
	}
}

export type KeyWarning = 'key-in-data-folder' | 'key-readable-by-others';

/** What is unsound about where the key lies. */
export function keyWarnings(file: string, dataDir: string): KeyWarning[] {
	const inside = !path.relative(dataDir, file).startsWith('..');
	const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0;
	return [
		...(inside ? (['key-in-data-folder'] as const) : []),
		...(mode & 0o077 ? (['key-readable-by-others'] as const) : [])
	];
}
