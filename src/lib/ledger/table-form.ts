/** What the forms of the price table and of the settings carry. Pure. */
import { parseMonth } from '#lib/shared/calendar.ts';
import type { PenaltyStep } from './penalty.ts';
import { MOST_STEPS } from './penalty-choice.ts';
import { isReadingName, readings } from './readings.ts';
import type { LedgerSetting } from './settings.ts';

const textOf = (data: FormData, name: string): string => {
	const value = data.get(name);
	return typeof value === 'string' ? value.replaceAll('\u0000', '').slice(0, 600) : '';
};

/** Rows of a table of one's own. */
export const rowNumbers = Array.from({ length: MOST_STEPS }, (_, index) => index + 1);

/** Without `steps` what was typed is no table, without `from` no month. */
export function tableIn(data: FormData) {
	const kept: Record<string, string> = {
		reading: textOf(data, 'reading'),
		from: textOf(data, 'from'),
		reason: textOf(data, 'reason')
	};
	for (const row of rowNumbers)
		for (const name of [`step.${row}`, `yuan.${row}`]) kept[name] = textOf(data, name);
	const steps = isReadingName(kept.reading!) ? [...readings[kept.reading]] : ownSteps(kept);
	return { kept, steps, from: parseMonth(kept.from!), reason: kept.reason! };
}

function ownSteps(kept: Record<string, string>): PenaltyStep[] | undefined {
	if (kept.reading !== 'own') return undefined;
	const steps: PenaltyStep[] = [];
	for (const row of rowNumbers) {
		const [nth, yuan] = [kept[`step.${row}`]!.trim(), kept[`yuan.${row}`]!.trim()];
		if (nth === '' && yuan === '') continue;
		const amountFen = fenOf(yuan);
		if (!/^\d{1,3}$/.test(nth) || amountFen === undefined) return undefined;
		steps.push({ from: Number(nth), amountFen });
	}
	return steps;
}

/** Undefined for anything that is not yuan with two decimals at most. */
function fenOf(text: string): number | undefined {
	const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.normalize('NFKC'));
	return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}

interface TypedSettings {
	'ledger.self-reported': LedgerSetting<'ledger.self-reported'>;
	'ledger.two-heads-from-fen': number;
	'ledger.pay-share': number;
}

/** Shares come as whole percents; undefined when one of the figures is none. */
export function settingsIn(data: FormData): {
	kept: Record<string, string>;
	settings: TypedSettings | undefined;
	reason: string;
} {
	const kept = {
		severe: textOf(data, 'severe').trim(),
		violation: textOf(data, 'violation').trim(),
		twoHeads: textOf(data, 'twoHeads').trim(),
		payShare: textOf(data, 'payShare').trim(),
		reason: textOf(data, 'reason')
	};
	const share = (text: string) =>
		/^\d{1,3}$/.test(text) && Number(text) <= 100 ? Number(text) * 10 : undefined;
	const [severe, violation, payShare] = [kept.severe, kept.violation, kept.payShare].map(share);
	const twoHeads = fenOf(kept.twoHeads);
	const whole =
		severe !== undefined &&
		violation !== undefined &&
		payShare !== undefined &&
		twoHeads !== undefined;
	const settings = whole
		? {
				'ledger.self-reported': { severe, violation },
				'ledger.two-heads-from-fen': Math.min(twoHeads, 100_000_000),
				'ledger.pay-share': payShare
			}
		: undefined;
	return { kept, settings, reason: kept.reason };
}
