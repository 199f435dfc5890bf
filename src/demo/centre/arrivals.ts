import type { Imported } from './imports.ts';
import type { Person } from './people.ts';
import type { World } from './world.ts';

export const firstLead = ({ centre }: World): Person => [...centre.leads.values()][0]!;

/** What has come in, the newest first. */
export function* arrivals({ imported, centre }: World, wanted: (one: Imported) => boolean) {
	for (const one of [...imported.values()].reverse())
		if (one.call.agent !== undefined && wanted(one))
			yield { ...one, agent: centre.agents[one.call.agent]! };
}
