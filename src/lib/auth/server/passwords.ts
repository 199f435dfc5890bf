/** Argon2id (19 MiB, 2 passes), off the event loop, never more than two at a time: files and audio share its threads. */
import { hash, verify } from '@node-rs/argon2';

const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 2;
const LONGEST_QUEUE = 100;

let running = 0;
const waiting: (() => void)[] = [];

/** Thrown when too many sign-ins wait already; the caller answers "try again". */
export class PasswordsBusy extends Error {}

async function inTurn<Value>(work: () => Promise<Value>, first = false): Promise<Value> {
	if (running >= AT_ONCE) {
		if (waiting.length >= LONGEST_QUEUE * (first ? 2 : 1)) throw new PasswordsBusy();
		await new Promise<void>((resume) => (first ? waiting.unshift(resume) : waiting.push(resume)));
	} else running += 1;
	try {
		return await work();
	} finally {
		const next = waiting.shift();
		if (next) next();
		else running -= 1;
	}
}

/** The PHC text of a password; NFKC first, so that one password has one form on every keyboard. */
export const hashPassword = (password: string): Promise<string> =>
	inTurn(() => hash(password.normalize('NFKC'), options));

let nobodys: Promise<string> | undefined;

/**
 * True when `password` is the one of `passwordHash`. Without a hash it takes as long and is false.
 * Who is `first` (in already, or at a known browser) does not wait behind a storm of strangers.
 */
export async function verifyPassword(
	passwordHash: string | undefined,
	password: string,
	first = false
): Promise<boolean> {
	const against = passwordHash ?? (await (nobodys ??= hashPassword('nobody has this one')));
	const right = await inTurn(() => verify(against, password.normalize('NFKC')), first);
	return right && passwordHash !== undefined;
}
