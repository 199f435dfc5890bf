/**
 * Sign-ins by the dozen from one address are sent away before anything is read or drawn for them: a
 * storm of guesses must not hold up those who listen. A browser in which somebody has signed in
 * before has a gate of its own, so that it does not wait behind a storm of strangers.
 */
import type { IncomingMessage } from 'node:http';
import type { Refusal } from './request-refusals.ts';

/** As many as passwords are checked in a second (auth/server/passwords.ts), and those who begin a shift together. */
const PER_SECOND = 20;
const BURST = 40;
const MOST_KEYS = 10_000;

const doors = /^\/(sign-in|sign-in\/code|set-password|set-up)$/;
const usual = /(^|;\s*)(__Host-listenback-browser|listenback_browser)=/;
const refusal: Refusal = [
	429,
	'Too many sign-ins from here. Try again in a few seconds.\n此处登录过于频繁，请稍候几秒再试。'
];

/** Asked for each request with the address it came from; the answer is why it goes no further. */
export function signInGate(
	now = () => performance.now()
): (request: IncomingMessage, address: string) => Refusal | undefined {
	const tokens = new Map<string, { left: number; at: number }>();
	return ({ method, url = '', headers }, address) => {
		if (method !== 'POST' || !doors.test(url.split('?', 1)[0]!)) return undefined;
		const key = `${usual.test(headers.cookie ?? '') ? 'usual' : 'new'} ${address}`;
		const at = now();
		const before = tokens.get(key) ?? { left: BURST, at };
		const left = Math.min(BURST, before.left + ((at - before.at) / 1000) * PER_SECOND);
		// So many addresses are no people: it begins anew rather than grow.
		if (tokens.size >= MOST_KEYS) tokens.clear();
		tokens.set(key, { left: left >= 1 ? left - 1 : left, at });
		return left >= 1 ? undefined : refusal;
	};
}
