/** The figures that an agent's sheet shows: frozen ones of a closed month, else as they are counted now. */
import { sha256Text } from '#lib/audit/server/append.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { figuresText, parseFigures } from '../figures.ts';
import { assessMonth } from './assess.ts';
import { frozenAgents } from './locks.ts';

export async function sheetFigures(
	read: Reader,
	{ month, zone, agentId }: { month: BusinessMonth; zone: string; agentId: string }
) {
	const frozen = (await frozenAgents(read, month, [agentId])).get(agentId);
	if (frozen) {
		const { figures, sha256, lockId, at, edition } = frozen;
		return { figures: parseFigures(figures), sha256, lockId, closed: { at, edition } };
	}
	const { agents } = await assessMonth(read, { month, zone, agentIds: [agentId] });
	const text = figuresText(agents[0]!);
	const sha256 = sha256Text(text);
	return { figures: parseFigures(text), sha256, lockId: null, closed: undefined };
}
