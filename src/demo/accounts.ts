/** One sign-in for each role, with a generated password, in `demo-accounts.json` for its owner's eyes. */
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { eq } from 'drizzle-orm';
import { storeCredential } from '#lib/auth/server/credentials.ts';
import { hashPassword } from '#lib/auth/server/passwords.ts';
import { roles, systemActor, type Role } from '#lib/people/role.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Runtime } from '../runtime.ts';
import { agentStaffNo, leadStaffNo, others, SIGNS_IN } from './centre/names.ts';

export type Accounts = Record<Role, { staffNo: string; password: string }>;

/** The accounts of the file; made, and written, when there is none. */
export async function demoAccounts(runtime: Runtime): Promise<Accounts> {
	const file = path.join(runtime.config.dataDir, 'demo-accounts.json');
	if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Accounts;
	const accounts = Object.fromEntries(
		roles.map((role) => [role, { staffNo: staffNoOf(role), password: newPassword() }])
	) as Accounts;
	for (const account of Object.values(accounts)) await setPassword(runtime, account);
	writeFileSync(file, `${JSON.stringify(accounts, null, '\t')}\n`, { mode: 0o600 });
	return accounts;
}

function staffNoOf(role: Role): string {
	if (role === 'agent') return agentStaffNo(SIGNS_IN);
	if (role === 'team-lead') return leadStaffNo(0);
	return others.find((other) => other.role === role)!.staffNo;
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Three groups of four, without letters that look alike: about 59 bits. */
const newPassword = (): string =>
	Array.from({ length: 3 }, () =>
		Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
	).join('-');

async function setPassword(
	runtime: Runtime,
	{ staffNo, password }: { staffNo: string; password: string }
) {
	const passwordHash = await hashPassword(password);
	const { now } = runtime.context();
	await runtime.db.tx(async (tx) => {
		const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.staffNo, staffNo));
		if (!user) throw new Error(`nobody has the staff number ${staffNo}`);
		await storeCredential({ tx, actor: systemActor('set-up'), now }, user.id, passwordHash);
	});
}
