import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';
import { isKnownHost } from './hosts.ts';
import { readViolation } from './csp-reports.ts';
import { isOwnRead, isOwnRequest, requestOrigin } from './request-origin.ts';
import { isPlainPath } from './request-refusals.ts';

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
		['POST', { origin: 'null', 'sec-fetch-site': 'same-origin' }, false],
		['POST', { 'sec-fetch-site': 'cross-site' }, false],
		['POST', { origin: 'http://10.1.2.3:3000', 'sec-fetch-site': 'none' }, false],
		['PUT', { origin: 'http://10.1.2.3:3000', 'sec-fetch-site': 'same-site' }, false]
	])('%s with %j: %s', (method, headers, allowed) => {
		expect(isOwnRequest(method, headers, own)).toBe(allowed);
	});
});

describe('paths', () => {
	it.each([
		'/',
		'/recordings/1/audio',
		'/_app/immutable/x.js',
		'/a%20b',
		'/%E4%B8%AD',
		'/.well-known/x'
	])('%s is plain', (path) => expect(isPlainPath(path)).toBe(true));
	it.each(
		['', '*', 'http://evil/', '//evil', '/\\evil', '/a//b', '/a/../b', '/..', '/a/.', '/a./b']
			.concat(['/a.', '/a%2fb', '/a%2Fb', '/%2e%2e/b', '/a%5cb', '/a%00', '/a%0d%0a', '/%ff', '/%'])
			.concat(['/a%c2%85', '/a%e2%80%a8'])
	)('%s is not', (path) => expect(isPlainPath(path)).toBe(false));
});

describe('reads', () => {
	const link = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
	it.each([
		['/recordings/1/audio', {}, true],
		['/recordings/1/audio', { 'sec-fetch-site': 'same-origin' }, true],
		['/recordings/1', { 'sec-fetch-site': 'cross-site', ...link }, true],
		['/recordings/1/audio', { 'sec-fetch-site': 'cross-site', ...link }, false],
		['/recordings/1/peaks', { 'sec-fetch-site': 'same-site', ...link }, false],
		['/recordings/1', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }, false],
		['/', { 'sec-fetch-site': 'cross-site', ...link, 'sec-fetch-dest': 'iframe' }, false]
	])('%s with %j: %s', (path, headers, allowed) => {
		expect(isOwnRead(path, headers)).toBe(allowed);
	});
});

it('of a broken policy no address is kept', () => {
	const report = (facts: object) => JSON.stringify({ 'csp-report': facts });
	const blocked = { 'violated-directive': 'img-src', 'blocked-uri': 'https://e.example/138?n=1' };
	expect(readViolation(report(blocked))).toEqual({
		directive: 'img-src',
		blocked: 'https://e.example'
	});
	expect(readViolation(report({ 'blocked-uri': 'data:image/png,1' }))?.blocked).toBe('data');
	for (const body of ['', 'null', '[]', '{"csp-report":1}', '{'])
		expect(readViolation(body)).toBeUndefined();
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
