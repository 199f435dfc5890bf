import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';
import { isKnownHost } from './hosts.ts';
import { isOwnRequest, requestOrigin } from './request-origin.ts';

const known = { origin: 'qa.example.com', further: ['box.local', 'nat.example:8443'] };

describe('hosts', () => {
	it.each([
		'localhost',
		'localhost:3000',
		'LOCALHOST:3000',
		'127.0.0.1:80',
		'[::1]:3000',
		'10.1.2.3:3000',
		'qa.example.com',
		'box.local:3000',
		'nat.example:8443'
	])('answers under %s', (host) => {
		expect(isKnownHost(host, known, ['10.1.2.3'])).toBe(true);
	});

	it.each([
		undefined,
		'',
		'evil.example',
		'10.1.2.4:3000',
		'localhost.evil.example',
		'nat.example:1',
		'user@localhost',
		'localhost/x',
		'qa.example.com.evil.example'
	])('refuses %s', (host) => {
		expect(isKnownHost(host, known, ['10.1.2.3'])).toBe(false);
	});
});

describe('the origin of a request', () => {
	const tls = 'https://qa.example.com';
	it.each([
		[{ host: '10.1.2.3:3000' }, undefined, 'http://10.1.2.3:3000'],
		[{ host: '10.1.2.3:3000', 'x-forwarded-proto': 'https' }, undefined, 'http://10.1.2.3:3000'],
		[{ host: 'qa.example.com' }, tls, tls],
		[{ host: '127.0.0.1:3000', 'x-forwarded-for': '9.9.9.9' }, tls, tls],
		[{ host: '127.0.0.1:3000', origin: tls }, tls, tls],
		[{ host: 'localhost:3000' }, tls, 'http://localhost:3000']
	])('%j with ORIGIN %s is %s', (headers, configured, origin) => {
		expect(requestOrigin(headers, configured).origin).toBe(origin);
	});
});

describe('unsafe requests', () => {
	const own = new URL('http://10.1.2.3:3000');
	it.each([
		['GET', { origin: 'http://evil.example' }, true],
		['POST', { origin: 'http://10.1.2.3:3000' }, true],
		['POST', { origin: 'http://10.1.2.3:3000', 'sec-fetch-site': 'same-origin' }, true],
		['POST', {}, true],
		['POST', { origin: 'null' }, false],
		['POST', { origin: 'http://evil.example' }, false],
		['POST', { origin: 'https://10.1.2.3:3000' }, false],
		['DELETE', { origin: 'http://10.1.2.3:3001' }, false],
		['POST', { 'sec-fetch-site': 'cross-site' }, false],
		['PUT', { origin: 'http://10.1.2.3:3000', 'sec-fetch-site': 'same-site' }, false]
	])('%s with %j: %s', (method, headers, allowed) => {
		expect(isOwnRequest(method, headers, own)).toBe(allowed);
	});
});

describe('the address of a browser', () => {
	it.each([
		['::ffff:10.0.0.9', '1.2.3.4', [], '10.0.0.9'],
		['127.0.0.1', '1.2.3.4', ['127.0.0.1'], '1.2.3.4'],
		['127.0.0.1', '6.6.6.6, 1.2.3.4', ['127.0.0.1'], '1.2.3.4'],
		['127.0.0.1', '1.2.3.4, 10.0.0.2', ['127.0.0.1', '10.0.0.2'], '1.2.3.4'],
		['127.0.0.1', 'nonsense', ['127.0.0.1'], '127.0.0.1'],
		['127.0.0.1', undefined, ['127.0.0.1'], '127.0.0.1'],
		['10.0.0.9', '1.2.3.4', ['127.0.0.1'], '10.0.0.9']
	])('%s forwarding %s through %j is %s', (remote, forwarded, proxies, address) => {
		expect(clientAddress(remote, forwarded, proxies)).toBe(address);
	});
});
