/**
 * The second factor: one-time codes of an authenticator (RFC 6238, six digits, 30 seconds) and ten
 * recovery codes for the day it is lost. A code of the step before or after counts as well, since
 * clocks differ; each step is taken once.
 */
import type { StepUpRefusal } from './step-up.ts';

export const PERIOD_MS = 30_000;
export const WINDOW = 1;
export const RECOVERY_CODES = 10;

/** What a person typed, without the blanks and dashes by which codes are read more easily. */
export const typedCode = (text: string): string =>
	text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();

export const isOneTimeCode = (code: string): boolean => /^\d{6}$/.test(code);

/** Letters and digits that are not mistaken for one another, twelve of them: 58 bits. */
export const RECOVERY_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
export const RECOVERY_LENGTH = 12;

export const isRecoveryCode = (code: string): boolean =>
	code.length === RECOVERY_LENGTH &&
	[...code].every((letter) => RECOVERY_ALPHABET.includes(letter));

/** A recovery code as it is shown: in groups of four. */
export const recoveryCodeText = (code: string): string => code.match(/.{1,4}/g)!.join('-');

/** Why a step of setting up, renewing or removing was refused. */
export type SecondFactorRefusal =
	| StepUpRefusal
	| 'second-factor-stands'
	| 'second-factor-required'
	| 'no-second-factor'
	| 'nothing-to-confirm'
	| 'code-wrong'
	| 'invalid';
