import {
	big,
	id,
	index,
	instant,
	int,
	json,
	primaryKey,
	table,
	text
} from '../../platform/server/db/dialect.ts';
import { users } from '../../people/server/schema.ts';

/** Sessions by the SHA-256 of their id; the id itself is only in the browser's cookie. */
export const sessions = table(
	'sessions',
	{
		idHash: text('id_hash').primaryKey(),
		userId: id('user_id')
			.notNull()
			.references(() => users.id),
		createdAt: instant('created_at').notNull(),
		expiresAt: instant('expires_at').notNull(),
		/** The last request by the person, to the minute. */
		seenAt: instant('seen_at'),
		/** When the person last proved in this session to be themselves, after the sign-in. */
		steppedUpAt: instant('stepped_up_at'),
		attributes: json('attributes').$type<{ address?: string; agent?: string }>().notNull()
	},
	(t) => [index('sessions_user').on(t.userId)]
);

export const credentials = table('credentials', {
	userId: id('user_id')
		.primaryKey()
		.references(() => users.id),
	passwordHash: text('password_hash').notNull(),
	changedAt: instant('changed_at').notNull()
});

/** Browsers in which a person has signed in: guesses made elsewhere do not make the person wait there. Only the hash of the cookie is kept. */
export const knownBrowsers = table(
	'known_browsers',
	{
		browserHash: text('browser_hash').notNull(),
		userId: id('user_id')
			.notNull()
			.references(() => users.id),
		seenAt: instant('seen_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.browserHash, t.userId] }),
		index('known_browsers_user').on(t.userId)
	]
);

/** Failed sign-ins per account and per address, kept over restarts. */
export const signInFailures = table('sign_in_failures', {
	key: text('key').primaryKey(),
	count: int('count').notNull(),
	lastAt: instant('last_at').notNull()
});

/** One-time links (the first administrator's, to set a password), and sign-ins that await their code. Only the hash is kept. */
export const oneTimeTokens = table('one_time_tokens', {
	tokenHash: text('token_hash').primaryKey(),
	purpose: text('purpose')
		.$type<'first-administrator' | 'set-password' | 'reset-second-factor' | 'second-factor'>()
		.notNull(),
	userId: id('user_id').references(() => users.id),
	createdAt: instant('created_at').notNull(),
	expiresAt: instant('expires_at').notNull(),
	usedAt: instant('used_at')
});

/** The key of a person's one-time codes (RFC 6238); it counts once a code has confirmed it. */
export const totpKeys = table('totp_keys', {
	userId: id('user_id')
		.primaryKey()
		.references(() => users.id),
	secret: text('secret').notNull(),
	createdAt: instant('created_at').notNull(),
	confirmedAt: instant('confirmed_at'),
	/** The 30-second step of the last code that was taken: none is taken twice. */
	lastStep: big('last_step').notNull()
});

/** Codes for when the device is lost: each once, only the hash kept. */
export const recoveryCodes = table(
	'recovery_codes',
	{
		codeHash: text('code_hash').primaryKey(),
		userId: id('user_id')
			.notNull()
			.references(() => users.id),
		createdAt: instant('created_at').notNull(),
		usedAt: instant('used_at')
	},
	(t) => [index('recovery_codes_user').on(t.userId)]
);
