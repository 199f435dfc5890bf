import { expect, it } from 'vitest';
import { browserName } from './browser-name.ts';

const chrome =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36';

it.each([
	[chrome, 'Chrome 130 · Windows'],
	[`${chrome} Edg/130.0.0.0`, 'Edge 130 · Windows'],
	['Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0', 'Firefox 131 · Linux'],
	[
		'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
		'Safari 18 · macOS'
	],
	['curl/8.5.0', 'curl/8.5.0'],
	['', '']
])('%s is %s', (agent, name) => {
	expect(browserName(agent)).toBe(name);
});
