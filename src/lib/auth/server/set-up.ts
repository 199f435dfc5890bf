import { eq } from 'drizzle-orm';
import { appendAudit } from '../../audit/server/append.ts';
import { systemActor } from '../../people/role.ts';
import { EVER } from '../../people/person.ts';
import { countAdministrators } from '../../people/server/administrators.ts';
import type { Context } from '../../people/server/context.ts';
import { addDepartment, addGrant, addPerson } from '../../people/server/records.ts';
import { departments, users } from '../../people/server/schema.ts';
import type { Db } from '../../platform/server/db/client.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { checkPassword, type PasswordRefusal } from '../password-policy.ts';
import type { SetUpInput } from '../set-up-input.ts';
import { storeCredential } from './credentials.ts';
import { hashPassword } from './passwords.ts';
import { issueToken, tokenHolder, useToken } from './tokens.ts';

/** True until somebody administers: then the set-up page is there. */
export const awaitsSetUp = async ({ db, now }: { db: Db; now: Date }): Promise<boolean> =>
	(await countAdministrators(db.read, now)) === 0;

/** A token for the set-up page when there is no administrator; each call voids the one before. */
export async function offerSetUp({ db, now }: Context): Promise<string | undefined> {
	if (!(await awaitsSetUp({ db, now }))) return undefined;
	return db.tx((tx) => issueToken(tx, now, 'first-administrator', null));
}

type SetUpRefusal = 'already-set-up' | 'link-invalid' | 'staff-no-taken' | PasswordRefusal;

/** Makes the department and the first administrator, once, for whoever has the console's token. */
export async function setUpCentre(
	{ db, now }: { db: Db; now: Date },
	input: SetUpInput
): Promise<Decision<{ userId: string }, SetUpRefusal>> {
	const checked = checkPassword(input.password, input.staffNo);
	if (!checked.ok) return checked;
	const holder = await tokenHolder(db.read, now, 'first-administrator', input.token);
	if (!holder) return refuse('link-invalid');
	const passwordHash = await hashPassword(input.password);

	return db.tx(async (tx) => {
		if ((await countAdministrators(tx, now)) > 0) return refuse('already-set-up');
		if (!(await tokenHolder(tx, now, 'first-administrator', input.token)))
			return refuse('link-invalid');
		const [taken] = await tx.select().from(users).where(eq(users.staffNo, input.staffNo));
		if (taken) return refuse('staff-no-taken');

		const scribe = { tx, now, actor: systemActor('set-up') };
		await useToken(tx, now, input.token);
		const [known] = await tx
			.select()
			.from(departments)
			.where(eq(departments.name, input.department));
		const departmentId = known?.id ?? (await addDepartment(scribe, input.department));
		const userId = await addPerson(scribe, { staffNo: input.staffNo, name: input.name });
		const scope = { teamId: null, departmentId: null };
		await addGrant(scribe, userId, { role: 'administrator', ...scope, from: EVER, to: null });
		await storeCredential(scribe, userId, passwordHash);
		await appendAudit(scribe, {
			kind: 'centre.set-up',
			subject: `department:${departmentId}`,
			facts: { administrator: userId }
		});
		return accept({ userId });
	});
}
