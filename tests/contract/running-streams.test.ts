/** A right withdrawn ends what already runs by it: sessions at once, sound within 60 seconds. */
import { Readable } from 'node:stream';
import { expect, it, describe } from 'vitest';
import { sessionBy, beginSession } from '#lib/auth/server/sessions.ts';
import { endSessionsOf } from '#lib/auth/server/session-list.ts';
import { systemActor } from '#lib/people/role.ts';
import { disablePerson, endRole } from '#lib/people/server/administration.ts';
import { roleGrants } from '#lib/people/server/schema.ts';
import { flow } from '#lib/recordings/server/audio-response.ts';
import { seededRandom } from '#lib/shared/seeded-random.ts';
import { eq } from 'drizzle-orm';
import { stillHearable } from '../../src/routes/recordings/[id]/hearing.ts';
import { addPerson, addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const SCHEDULES = 50;
const SEED = 27;
const now = new Date('2026-03-02T09:00:00Z');
const chunk = Buffer.alloc(1024);

/** Sound without an end, of which a client takes a chunk at a time. */
const endless = () =>
	Readable.from(
		(function* () {
			for (;;) yield chunk;
		})()
	);

async function listening() {
	const db = await testDatabase();
	const centre = await exampleCentre(db);
	const place = centre.north;
	const recordingId = await addRecording(db, { agentId: centre.lin.id, place, startedAt: now });
	const system = { db, now, zone, actor: systemActor('command-line') };
	let serial = 0;
	/** A lead of the team with a session of their own. */
	const lead = async () => {
		const { id, actor } = await addPerson(db, {
			staffNo: `L-${++serial}`,
			role: 'team-lead',
			place
		});
		const token = await db.tx((tx) => beginSession(tx, id, {}));
		const { handle } = (await sessionBy(db, token))!;
		const locals = { db, actor, now, zone, sessionHandle: handle, runtime: { now: () => now } };
		const still = () => stillHearable(locals as unknown as App.Locals, recordingId);
		return { id, token, still };
	};
	const withdrawals = {
		demoted: async (id: string) => {
			const [grant] = await db.read.select().from(roleGrants).where(eq(roleGrants.userId, id));
			return endRole(system, id, grant!.id);
		},
		disabled: (id: string) => disablePerson(system, id, 'left'),
		'signed out': (id: string) => db.tx((tx) => endSessionsOf(tx, id))
	};
	return { db, lead, withdrawals };
}

describe('a right withdrawn', () => {
	it(`ends session and sound at whatever moment it goes (${SCHEDULES} schedules, seed ${SEED})`, async () => {
		const { db, lead, withdrawals } = await listening();
		const random = seededRandom(SEED);
		const ways = Object.values(withdrawals);
		let took = 0;
		for (let schedule = 0; schedule < SCHEDULES; schedule++) {
			const { id, token, still } = await lead();
			const moment = Math.floor(random.next() * 8);
			const body = flow(endless(), () => undefined, Infinity, {
				still,
				everyMs: 60_000,
				everyBytes: 2 * chunk.length
			});
			const reader = body.getReader();
			for (let heard = 0; heard < moment; heard++)
				expect((await reader.read()).value).toHaveLength(chunk.length);
			expect(await sessionBy(db, token, { byItself: true })).toBeDefined();
			await ways[schedule % ways.length]!(id);
			expect(await sessionBy(db, token)).toBeUndefined();
			let after = 0;
			await expect(
				(async () => {
					for (;;) after += (await reader.read()).value?.length ?? 0;
				})()
			).rejects.toThrow('the right to hear it is gone');
			took = Math.max(took, after);
		}
		expect(took).toBeLessThanOrEqual(2 * chunk.length);
	});

	it('cuts the sound also while the client takes none of it', async () => {
		const { lead, withdrawals } = await listening();
		const { id, still } = await lead();
		const source = endless();
		const watch = { still, everyMs: 5, everyBytes: Infinity };
		const reader = flow(source, () => undefined, Infinity, watch).getReader();
		await reader.read();
		expect(await still()).toBe(true);
		await withdrawals.disabled(id);
		await expect.poll(() => source.destroyed).toBe(true);
		await expect(reader.read()).rejects.toThrow('the right to hear it is gone');
	});
});
