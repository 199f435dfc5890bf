/** Several accounts of one person. Rules that ask for another person count the accounts of one person as one. */
import { eq, inArray, or, sql } from 'drizzle-orm';
import { appendAudit } from '../../audit/server/append.ts';
import type { Reader, Writer } from '../../platform/server/db/client.ts';
import { alias } from '../../platform/server/db/dialect.ts';
import { preparedQuery } from '../../platform/server/db/prepared-query.ts';
import { isId } from '../../platform/server/ids.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { may } from '../permissions.ts';
import type { Role } from '../role.ts';
import { clashingRoles } from '../role-rules.ts';
import type { Context } from './context.ts';
import { accountLinks, roleGrants, users } from './schema.ts';

/** The account that stands for the person of `userId`: the linked one, else the account itself. */
export async function personOf(read: Reader, userId: string): Promise<string> {
	if (!isId(userId)) return userId;
	const [link] = await read
		.select({ personId: accountLinks.personId })
		.from(accountLinks)
		.where(eq(accountLinks.userId, userId));
	return link?.personId ?? userId;
}

export const areSamePerson = async (read: Reader, a: string, b: string): Promise<boolean> =>
	a === b || (await personOf(read, a)) === (await personOf(read, b));

/** Every account of the person of `userId`, the one that stands for them first, then by id. */
export async function accountsOf(read: Reader, userId: string): Promise<string[]> {
	if (!isId(userId)) return [userId];
	const links = await linksOfPerson(read, { userId });
	return [links[0]?.personId ?? userId, ...links.map((link) => link.userId)];
}

const own = alias(accountLinks, 'own');
/** Links of the person's other accounts to the one that stands for them all. */
const linksOfPerson = preparedQuery({ userId: accountLinks.userId }, (read, { userId }) => {
	const main = read.select({ id: own.personId }).from(own).where(eq(own.userId, userId));
	return read
		.select({ userId: accountLinks.userId, personId: accountLinks.personId })
		.from(accountLinks)
		.where(eq(accountLinks.personId, sql`coalesce((${main}), ${userId})`))
		.orderBy(accountLinks.userId);
});

export type LinkRefusal =
	| 'not-allowed'
	| 'no-such-person'
	| 'same-account'
	| 'own-account'
	| 'already-linked'
	| 'roles-not-combinable';

/**
 * From now on both accounts, and all that are linked to either, are one person, for whom the
 * account `mainId` (or the one that stands for it) stands. Refused when the roles of the accounts
 * are kept apart, and to an administrator whose own account is among them.
 */
export async function linkAccounts(
	{ db, actor, now }: Context,
	{ mainId, otherId }: { mainId: string; otherId: string }
): Promise<Decision<{ personId: string }, LinkRefusal>> {
	if (!may(actor, 'account.link')) return refuse('not-allowed');
	if (!isId(mainId) || !isId(otherId)) return refuse('no-such-person');
	if (mainId === otherId) return refuse('same-account');
	return db.tx(async (tx): Promise<Decision<{ personId: string }, LinkRefusal>> => {
		const known = await tx
			.select({ id: users.id })
			.from(users)
			.where(or(eq(users.id, mainId), eq(users.id, otherId)));
		if (known.length < 2) return refuse('no-such-person');
		const main = await accountsOf(tx, mainId);
		const others = await accountsOf(tx, otherId);
		const personId = main[0]!;
		if (main.includes(otherId)) return refuse('already-linked');
		if ([...main, ...others].includes(actor.id)) return refuse('own-account');
		const clash = clashingRoles(await grantsOf(tx, main), await grantsOf(tx, others));
		if (clash) return refuse('roles-not-combinable', { held: clash });
		for (const userId of others) {
			await tx
				.insert(accountLinks)
				.values({ userId, personId, at: now, by: actor.id })
				.onConflictDoUpdate({
					target: accountLinks.userId,
					set: { personId, at: now, by: actor.id }
				});
			await appendAudit(
				{ tx, actor, now },
				{ kind: 'account.linked', subject: `user:${userId}`, facts: { person: personId } }
			);
		}
		return accept({ personId });
	});
}

/** From now on the account is a person of its own. Refused for the account that stands for the others: part those. */
export async function unlinkAccounts(
	{ db, actor, now }: Context,
	userId: string
): Promise<Decision<undefined, 'not-allowed' | 'not-linked' | 'own-account'>> {
	if (!may(actor, 'account.link')) return refuse('not-allowed');
	if (!isId(userId)) return refuse('not-linked');
	return db.tx(
		async (tx): Promise<Decision<undefined, 'not-allowed' | 'not-linked' | 'own-account'>> => {
			if ((await accountsOf(tx, userId)).includes(actor.id)) return refuse('own-account');
			const [link] = await tx
				.delete(accountLinks)
				.where(eq(accountLinks.userId, userId))
				.returning();
			if (!link) return refuse('not-linked');
			await appendAudit(
				{ tx, actor, now },
				{ kind: 'account.unlinked', subject: `user:${userId}`, facts: { person: link.personId } }
			);
			return accept(undefined);
		}
	);
}

/** Every grant that any of the accounts holds or held. */
const grantsOf = (tx: Pick<Writer, 'select'>, accounts: string[]) =>
	tx.select().from(roleGrants).where(inArray(roleGrants.userId, accounts));

/** What counts when an account is to be given `role`: its own grants, and those of the person's other accounts with another role. */
export async function grantsBeside(tx: Writer, userId: string, role: Role) {
	const grants = await grantsOf(tx, await accountsOf(tx, userId));
	return grants.filter((grant) => grant.userId === userId || grant.role !== role);
}
