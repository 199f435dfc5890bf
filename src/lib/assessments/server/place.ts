/** Where an agent's month belongs: the last team in it, and its department. */
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import type { CountedAgent } from '../month.ts';
import { agentsOfMonth } from './month-facts-people.ts';

/** Undefined for an unknown or malformed id. */
export async function placeInMonth(
	read: Reader,
	{ month, zone, agentId }: { month: BusinessMonth; zone: string; agentId: string }
): Promise<CountedAgent | undefined> {
	if (!isId(agentId)) return undefined;
	const [agent] = await agentsOfMonth(read, { month, zone, agentIds: [agentId] }, [agentId]);
	return agent?.agentId === agentId ? agent : undefined;
}
