/** One process that purges what is due, on the database and the folder that its environment names. */
import { purgeDue } from '#lib/custody/server/purge.ts';
import { openRuntime } from '#src/runtime.ts';

const runtime = await openRuntime(process.env, { part: 'command-line' });
const { store, analyser, config } = runtime;
await purgeDue({ ...runtime.context(), store, analyser, config });
await runtime.close();
