import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { signInGate } from './sign-in-gate.ts';

const posted = (url = '/sign-in', cookie?: string, method = 'POST') =>
	({ method, url, headers: { cookie } }) as unknown as IncomingMessage;

it('lets a shift begin, and one address no faster than passwords are checked', () => {
	let now = 0;
	const gate = signInGate(() => now);
	const passed = (count: number, address = '10.0.0.1', request = posted()) =>
		Array.from({ length: count }, () => gate(request, address)).filter((one) => !one).length;
	expect(passed(200)).toBe(40);
	expect(gate(posted('/sign-in?next=%2F'), '10.0.0.1')?.[0]).toBe(429);
	now += 500;
	expect(passed(200)).toBe(10);
	now += 60_000;
	expect(passed(200)).toBe(40);
	// Another address, a usual browser, and whatever is no sign-in do not wait.
	expect(passed(5, '10.0.0.2')).toBe(5);
	expect(passed(200, '10.0.0.1', posted('/sign-in/code', 'a=b; listenback_browser=x'))).toBe(40);
	expect(passed(5, '10.0.0.1', posted('/sign-in', undefined, 'GET'))).toBe(5);
	expect(passed(5, '10.0.0.1', posted('/recordings/x/plays'))).toBe(5);
});

it('does not grow with the addresses that come', () => {
	const gate = signInGate(() => 0);
	for (let n = 0; n < 25_000; n++) expect(gate(posted(), `10.${n}`)).toBeUndefined();
});
