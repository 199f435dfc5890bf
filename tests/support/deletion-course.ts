/**
 * The course of a deletion in one process, on the database and the folder that its environment names: the lead
 * applies, the head approves, and a week later what is due is purged.
 */
import { applyForDeletion } from '#lib/custody/server/deletion-requests.ts';
import { decideDeletion } from '#lib/custody/server/decide-deletion.ts';
import { purgeDue } from '#lib/custody/server/purge.ts';
import { actorById } from '#lib/people/server/actors.ts';
import { openRuntime } from '#src/runtime.ts';

const WEEK_MS = 7 * 86_400_000;

const runtime = await openRuntime(process.env, { part: 'command-line' });
const { store, analyser, config, db } = runtime;
const [recordingId, leadId, headId, handle] = process.argv.slice(2) as [
	string,
	string,
	string,
	string
];
const as = async (userId: string) => ({
	...runtime.context(await actorById(db.read, userId, runtime.now())),
	...{ store, analyser, config }
});
const reason = 'Only the head of a file was recorded';
const applied = await applyForDeletion(await as(leadId), { recordingId, reason });
if (!applied.ok) throw new Error(applied.refusal);
const decided = await decideDeletion(await as(headId), {
	...{ requestId: applied.value.requestId, outcome: 'approved', reason, confirmed: false },
	proof: { handle, password: '', code: '' }
});
if (!decided.ok) throw new Error(decided.refusal);
const later = new Date(runtime.now().getTime() + WEEK_MS);
await purgeDue({ ...runtime.context(), now: later, store, analyser, config });
await runtime.close();
