/** What the forms of adjustments carry. Pure. */
import { parseMonth } from '#lib/shared/calendar.ts';
import { parseAmount, parsePoints } from './adjustment.ts';

const textOf = (data: FormData, name: string): string => {
	const value = data.get(name);
	return typeof value === 'string' ? value.replaceAll('\u0000', '').slice(0, 600) : '';
};

/** People type what the agent gets; the ledger counts what it costs. Nothing without an agent and a month. */
export function proposalIn(data: FormData) {
	const kept = {
		agent: textOf(data, 'agent'),
		month: textOf(data, 'month'),
		amount: textOf(data, 'amount'),
		points: textOf(data, 'points'),
		reason: textOf(data, 'reason')
	};
	const month = parseMonth(kept.month);
	const gainFen = parseAmount(kept.amount);
	const proposal =
		month === undefined || kept.agent === ''
			? undefined
			: {
					agentId: kept.agent,
					month,
					amountFen: gainFen === undefined || gainFen === 0 ? gainFen : -gainFen,
					pointsTenths: parsePoints(kept.points),
					reason: kept.reason
				};
	return { kept, proposal };
}

export function rulingIn(data: FormData) {
	const kept = {
		id: textOf(data, 'id'),
		outcome: textOf(data, 'outcome'),
		reason: textOf(data, 'reason')
	};
	const known = kept.outcome === 'approved' || kept.outcome === 'rejected';
	const ruling = known
		? { adjustmentId: kept.id, approved: kept.outcome === 'approved', reason: kept.reason }
		: undefined;
	return { kept, ruling };
}
