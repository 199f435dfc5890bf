/**
 * Under which names the server answers. A page must not be reachable under a name that somebody
 * else's DNS points here, so unknown `Host` headers are refused (docs/decisions/001).
 */
import { networkInterfaces } from 'node:os';

/** `::ffff:10.0.0.1` → `10.0.0.1`, `fe80::1%eth0` → `fe80::1`. */
export const plainAddress = (address: string): string =>
	address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');

/** The name in a `Host` header without its port and brackets; undefined when it is malformed. */
function hostName(host: string | undefined): string | undefined {
	const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::\d{1,5})?$/i.exec(host ?? '');
	return (match?.[1] ?? match?.[2])?.toLowerCase();
}

interface KnownHosts {
	/** Host of the public address, with its port when it has one. */
	origin: string | undefined;
	/** `LISTENBACK_HOSTS`: names with or without a port. */
	further: string[];
}

const loopback = ['localhost', '127.0.0.1', '::1'];

/** True when `host` is this machine (any port: it may be mapped), the public address, or listed. */
export function isKnownHost(
	host: string | undefined,
	known: KnownHosts,
	addresses: readonly string[]
): boolean {
	const name = hostName(host);
	if (!host || !name) return false;
	const listed = [known.origin, ...known.further].map((entry) => entry?.toLowerCase());
	return (
		loopback.includes(name) ||
		addresses.includes(name) ||
		listed.includes(name) ||
		listed.includes(host.toLowerCase())
	);
}

/** The addresses of this machine's network interfaces. */
export const ownAddresses = (): string[] =>
	Object.values(networkInterfaces()).flatMap((entries) =>
		(entries ?? []).map(({ address }) => plainAddress(address).toLowerCase())
	);
