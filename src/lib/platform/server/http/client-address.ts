import { isIP } from 'node:net';
import { plainAddress } from './hosts.ts';

/**
 * The address of the browser: the connection's, or, through listed proxies, the last entry of
 * `X-Forwarded-For` that is not itself a listed proxy. What a client writes further left is not believed.
 */
export function clientAddress(
	remote: string | undefined,
	forwardedFor: string | undefined,
	proxies: readonly string[]
): string {
	const peer = plainAddress(remote ?? '');
	if (!proxies.includes(peer)) return peer || 'unknown';
	const hops = (forwardedFor ?? '')
		.split(',')
		.map((hop) => plainAddress(hop.trim()))
		.reverse();
	for (const hop of hops) {
		if (!isIP(hop)) break;
		if (!proxies.includes(hop)) return hop;
	}
	return peer;
}
