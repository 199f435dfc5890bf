#!/usr/bin/env node
// Checks an export of Listenback's audit chain. Needs Node 20 or newer, nothing else: not Listenback.
//
//   node verify_audit.mjs EXPORT --key PUBLIC.pem [--checkpoint NOTES]...
//
// EXPORT is what `listenback audit export` wrote. PUBLIC.pem holds the public key (or keys) that you
// were given beforehand, NOT with the export: whoever falsifies the one can falsify the other. NOTES
// are files with checkpoints as you received them: the file on your disk, saved mail, your syslog.
// Prints what is wrong, a line each. Exit code 0: all well · 1: something is wrong · 2: cannot run.
// The form of everything is told in audit.md.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const GENESIS = '0'.repeat(64);
const sha256 = (data) => createHash('sha256').update(data).digest('hex');
const faults = [];
const fault = (text) => faults.push(text);

// ── Arguments ──

function usage(text) {
	process.stderr.write(
		`${text}\nverify_audit.mjs EXPORT --key PUBLIC.pem [--checkpoint NOTES]...\n`
	);
	process.exit(2);
}

function readArguments(given) {
	const out = { file: undefined, keyFile: undefined, noteFiles: [] };
	for (let at = 0; at < given.length; at++) {
		if (given[at] === '--key') out.keyFile = given[++at];
		else if (given[at] === '--checkpoint') out.noteFiles.push(given[++at]);
		else if (out.file === undefined) out.file = given[at];
		else usage(`what is ${given[at]}?`);
	}
	if (!out.file || !out.keyFile || out.noteFiles.includes(undefined)) usage('something is missing');
	return out;
}

const readText = (file) => {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		return usage(error.message);
	}
};

// ── Keys and notes ──

/** Public keys by their id: the first 16 digits of the SHA-256 of the key in DER form. */
function readKeys(pem) {
	const keys = new Map();
	for (const [block] of pem.matchAll(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g)) {
		const key = createPublicKey(block);
		if (key.asymmetricKeyType !== 'ed25519') usage('the key is not Ed25519');
		keys.set(sha256(key.export({ type: 'spki', format: 'der' })).slice(0, 16), key);
	}
	if (keys.size === 0) usage('no public key in the key file');
	return keys;
}

const NOTE =
	/^listenback audit checkpoint v1\norigin: ([0-9a-f]{16})\nseq: (\d{1,15})\nhash: ([0-9a-f]{64})\ntime: (\S+)\ncause: [a-z-]+\nprevious: (?:none|(\d{1,15}) ([0-9a-f]{64}))\nkey: ([0-9a-f]{16})\n$/;

function readNote(note) {
	const match = NOTE.exec(note);
	if (!match) return undefined;
	const [, origin, seq, hash, time, previousSeq, previousSha256, keyId] = match;
	const previous = previousSeq && { seq: Number(previousSeq), sha256: previousSha256 };
	return { origin, seq: Number(seq), hash, time, previous, keyId };
}

/** Notes in a text that may hold other things; a syslog has them in one line. */
function notesIn(text) {
	const lines = text.replaceAll('\r\n', '\n').replaceAll(/ \| ?/g, '\n');
	const pattern =
		/(listenback audit checkpoint v1\n(?:[a-z]+: [^\n]*\n){7})\nsignature: ([A-Za-z0-9+/]{86}==)/g;
	return [...lines.matchAll(pattern)].map(([, note, signature]) => ({ note, signature }));
}

/** The facts of a note that is signed by a known key; undefined, and a fault, when it is not. */
function believed({ note, signature }, keys, name) {
	const facts = readNote(String(note));
	if (!facts) return void fault(`${name}: its text cannot be read`);
	const key = keys.get(facts.keyId);
	const where = `${name} of entry ${facts.seq}`;
	if (!key) return void fault(`${where}: signed with an unknown key, ${facts.keyId}`);
	if (!verify(null, Buffer.from(note), key, Buffer.from(String(signature), 'base64')))
		return void fault(`${where}: wrong signature`);
	return facts;
}

// ── The chain ──

class Chain {
	constructor(header) {
		this.header = header;
		this.entries = 0;
		this.seq = header.from - 1;
		this.hash = header.from === 1 ? GENESIS : undefined;
		this.hashes = new Map();
		this.told = new Map();
		this.wordless = [];
		this.erased = new Set();
		this.broken = false;
	}

	/** Takes the next entry; after the first broken link nothing behind it is worth a look. */
	take(entry) {
		this.entries += 1;
		if (this.broken) return;
		const why = this.whyWrong(entry);
		if (why) {
			this.broken = true;
			fault(`entry ${entry.seq}: ${why}`);
			return;
		}
		const { seq, hash, salt, words } = entry;
		const body = JSON.parse(entry.body);
		if (body.kind === 'checkpoint.signed') this.told.set(body.facts.seq, body.facts.noteSha256);
		if (body.kind === 'audit-words.erased') this.erased.add(body.facts.seq);
		this.checkWords(seq, body.reasonSha256, salt, words);
		this.seq = seq;
		this.hash = hash;
		this.hashes.set(seq, hash);
	}

	whyWrong({ seq, prevHash, hash, body }) {
		if (seq !== this.seq + 1) return `follows entry ${this.seq}`;
		// Of an extract the first link leads to an entry that is not in it.
		if (this.hash !== undefined && prevHash !== this.hash) return 'not linked to the entry before';
		if (hash !== sha256(`${prevHash}\n${body}`)) return 'its hash is not that of its text';
		try {
			const facts = JSON.parse(body);
			if (facts.seq !== seq) return `its text says it is entry ${facts.seq}`;
		} catch {
			return 'its text is not JSON';
		}
		return undefined;
	}

	/** Words are either what was committed to, or erased and told of, or never there. */
	checkWords(seq, promised, salt, words) {
		if (promised === undefined) {
			if (salt !== undefined) fault(`entry ${seq}: words that it knows nothing of`);
		} else if (salt === undefined) fault(`entry ${seq}: its words are missing`);
		else if (words === null) this.wordless.push(seq);
		else if (sha256(`${salt}\n${words}`) !== promised)
			fault(`entry ${seq}: its words were changed`);
	}

	end() {
		if (this.broken) return;
		const { from, to, head } = this.header;
		if (this.seq !== to) fault(`ends at entry ${this.seq}, not ${to}`);
		const first = this.hashes.get(1);
		if (from === 1 && !first?.startsWith(this.header.origin)) fault('the origin is not entry 1');
		// An erasure may be told of behind the end of an extract.
		if (to === head)
			for (const seq of this.wordless)
				if (!this.erased.has(seq))
					fault(`entry ${seq}: its words are gone, and no entry tells why`);
	}

	/** What is wrong with what a believed note says of this chain. */
	compare(facts, name) {
		const { origin, from, to, head } = this.header;
		const where = `${name} of entry ${facts.seq}`;
		if (facts.origin !== origin) fault(`${where}: of another chain`);
		else if (facts.seq > to) {
			if (to === head) fault(`${where}: the chain ends before it, at ${to}: entries were cut off`);
		} else if (facts.seq >= from && !this.broken && this.hashes.get(facts.seq) !== facts.hash)
			fault(`${where}: that entry, or one before it, was written anew`);
	}
}

/** Checkpoints of the export: each follows the one before, and the chain tells of each. */
function checkStored(chain, checkpoints, keys) {
	const notes = new Map();
	let before;
	for (const checkpoint of checkpoints) {
		const facts = believed(checkpoint, keys, 'checkpoint');
		if (!facts) continue;
		chain.compare(facts, 'checkpoint');
		const where = `checkpoint of entry ${facts.seq}`;
		const follows =
			facts.previous?.seq === before?.seq && facts.previous?.sha256 === before?.sha256;
		if (!follows && (before || chain.header.from === 1))
			fault(`${where}: does not follow the one before`);
		before = { seq: facts.seq, sha256: sha256(checkpoint.note) };
		notes.set(facts.seq, before.sha256);
		if (!chain.broken && chain.told.get(facts.seq) !== before.sha256)
			fault(`${where}: the chain does not tell of it`);
	}
	for (const seq of chain.told.keys())
		if (!notes.has(seq) && seq >= chain.header.from)
			fault(`checkpoint of entry ${seq}: the chain tells of it, but it is not there`);
}

// ── The export, line by line ──

async function readExport(file) {
	const state = { chain: undefined, checkpoints: [], end: undefined };
	let number = 0;
	for await (const text of createInterface({
		input: createReadStream(file),
		crlfDelay: Infinity
	})) {
		number += 1;
		let line;
		try {
			line = JSON.parse(text);
		} catch {
			fault(`line ${number}: not JSON`);
			continue;
		}
		if (number === 1) {
			if (line.format !== 'listenback-audit-export' || line.version !== 1)
				usage('this is not an export of version 1');
			state.chain = new Chain(line);
		} else if (state.end) fault(`line ${number}: after the end`);
		else if (line.checkpoint) state.checkpoints.push(line.checkpoint);
		else if (line.end) state.end = line.end;
		else if (typeof line.body === 'string') state.chain.take(line);
		else fault(`line ${number}: unknown`);
	}
	if (!state.chain) usage('the export is empty');
	return state;
}

const { file, keyFile, noteFiles } = readArguments(process.argv.slice(2));
const keys = readKeys(readText(keyFile));
const outside = noteFiles.flatMap((name) => {
	const notes = notesIn(readText(name));
	return notes.length > 0 ? notes : usage(`${name}: no checkpoint in it`);
});
const { chain, checkpoints, end } = await readExport(file).catch((error) => usage(error.message));
chain.end();
if (end?.entries !== chain.entries || end?.checkpoints !== checkpoints.length)
	fault('the export is not complete: its last line is missing or counts otherwise');
checkStored(chain, checkpoints, keys);
let covered = 0;
for (const signed of outside) {
	const facts = believed(signed, keys, 'note from outside');
	if (!facts) continue;
	chain.compare(facts, 'note from outside');
	covered = Math.max(covered, facts.seq);
}

const { from, to, head } = chain.header;
for (const text of faults) process.stdout.write(`${text}\n`);
if (faults.length === 0) {
	process.stdout.write(`ok: entries ${from} to ${to}, ${checkpoints.length} checkpoints\n`);
	if (from > 1)
		process.stdout.write(`entry ${from} links to an entry that is not in this export\n`);
	if (to < head) process.stdout.write(`there were ${head - to} entries more when it was made\n`);
	if (outside.length === 0)
		process.stdout.write(
			'no note from outside was given: a chain cut off or written anew as a whole is not noticed\n'
		);
	else if (covered < to)
		process.stdout.write(`entries after ${covered} are not covered by your notes\n`);
}
process.exitCode = faults.length === 0 ? 0 : 1;
