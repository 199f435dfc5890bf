import { m } from '#lib/i18n/paraglide/messages.js';
import type { SoundError } from './diagnose.ts';

const texts: Record<SoundError, () => string> = {
	'signed-out': m.player_error_signed_out,
	'not-allowed': m.player_error_not_allowed,
	offline: m.player_error_offline,
	gone: m.incidents_fault_gone,
	unreadable: m.incidents_fault_unreadable,
	short: m.incidents_fault_short,
	different: m.incidents_fault_different,
	'original-gone': m.incidents_fault_original_gone,
	'original-different': m.incidents_fault_original_different,
	undecodable: m.incidents_fault_undecodable,
	cut: m.incidents_fault_cut,
	picture: m.incidents_fault_picture
};

/** What is wrong with the sound, in a sentence. */
export const faultText = (error: SoundError): string => texts[error]();

/** The sentence of a fault by its name; empty for any other text. */
export const faultNamed = (name: string | null): string =>
	name !== null && Object.hasOwn(texts, name) ? faultText(name as SoundError) : '';
