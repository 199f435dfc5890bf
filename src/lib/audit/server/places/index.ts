import { filePlace } from './file.ts';
import { mailPlace } from './mail.ts';
import { objectStorePlace } from './object-store.ts';
import type { Place, PlaceSettings } from './place.ts';
import { syslogPlace } from './syslog.ts';

const kinds: Record<string, (address: string, settings: PlaceSettings) => Place> = {
	'file:': filePlace,
	'syslog:': syslogPlace,
	'syslog+tcp:': syslogPlace,
	'mailto:': mailPlace,
	's3+https:': objectStorePlace,
	's3+http:': objectStorePlace
};

/** The place that `address` means; the configuration lets no other kind through. */
export function placeOf(address: string, settings: PlaceSettings): Place {
	const kind = kinds[/^[a-z0-9+]+:/.exec(address)?.[0] ?? ''];
	if (!kind) throw new Error(`no such kind of place: ${address.split(':')[0]}`);
	return kind(address, settings);
}
