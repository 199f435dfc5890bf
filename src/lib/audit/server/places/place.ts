/** A place outside that checkpoints are sent to. One file in this folder for each kind. */
import type { SignedNote } from '../../checkpoint.ts';

export interface Sent extends SignedNote {
	seq: number;
	at: Date;
}

export interface Place {
	/** As configured, without credentials and settings. */
	name: string;
	/** Sends the notes, oldest first, all or none; rejects when one did not arrive. */
	send(notes: readonly Sent[]): Promise<void>;
}

/** What sending may need besides the address. */
export interface PlaceSettings {
	smtp: string | undefined;
	objectStore: string | undefined;
}

export const SENDING_LIMIT_MS = 20_000;

/** An address as it may be shown and kept. */
export function shownAddress(address: string): string {
	const url = new URL(address);
	url.username = '';
	url.password = '';
	url.search = '';
	url.hash = '';
	return url.href;
}
