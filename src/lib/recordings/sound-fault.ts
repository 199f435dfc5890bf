/**
 * What may be wrong with a recording's sound. A player says it in a sentence and never goes on
 * as if nothing were the matter (house rule M1: recordings are evidence, the recorder is kept working).
 */

/** What the server finds when it looks at the stored bytes. */
export const storedFaults = [
	/** Not in the store. */
	'gone',
	/** In the store, but the storage does not give it. */
	'unreadable',
	/** Fewer bytes than were taken in. */
	'short',
	/** Another checksum than on the day of the import. */
	'different',
	/** What plays is the whole copy made on import; the original is not in the store. */
	'original-gone',
	/** What plays is the whole copy; the original has another checksum. */
	'original-different'
] as const;
export type StoredFault = (typeof storedFaults)[number];

/** What only the browser can notice: it cannot play whole bytes, they stopped coming, the picture does not come. */
export type SoundFault = StoredFault | 'undecodable' | 'cut' | 'picture';

/** The kind of recorder incident (events/recorder-incident.ts) as which a fault is reported. */
export const incidentKindOf = {
	gone: 'storage-gone',
	unreadable: 'storage-gone',
	short: 'checksum-different',
	different: 'checksum-different',
	'original-gone': 'storage-gone',
	'original-different': 'checksum-different',
	undecodable: 'not-playable',
	cut: 'not-playable',
	picture: 'storage-gone'
} as const satisfies Record<SoundFault, string>;
