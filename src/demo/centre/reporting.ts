/** What agents report of their own calls beside their checks: problems, and highlights that others may hear. */
import { reportCall } from '#lib/reviews/server/call-reports.ts';
import type { ReportContent } from '#lib/reviews/call-report.ts';
import type { Passage } from '../audio/mix.ts';
import type { DatedDeed } from './apart.ts';
import { arrivals } from './arrivals.ts';
import { findingOf } from './findings.ts';
import type { Imported } from './imports.ts';
import { done } from './refused.ts';
import { problems } from './self-checking.ts';
import type { World } from './world.ts';

const DAY = 86_400_000;

export const reporting: DatedDeed[] = [
	{ back: 8, hour: 13, minute: 20, deed: shares(0) },
	{ back: 5, hour: 13, minute: 25, deed: shares(1) },
	{ back: 2, hour: 13, minute: 5, deed: owns('address-wrong') },
	{ back: 1, hour: 12, minute: 50, deed: owns('invalid-promise') },
	{ back: 1, hour: 13, minute: 15, deed: shares(0) }
];

const praises = [
	'逐项问清、复述到位，客户最后主动表扬，可以给大家听听。',
	'客户问今天能不能修好，没有乱承诺，客户听了也满意。'
];

const recently = (at: Date, { call }: Imported) =>
	call.kind === 'report' && at.getTime() - call.at.getTime() < 2 * DAY;

/** A passage praised by the customer, which may go into the library. */
function shares(which: 0 | 1) {
	return (world: World, at: Date) =>
		reports(world, at, ({ file }) => {
			const praised = file.passages.find(({ merit }) => merit === 'praised');
			return praised && of(praised, { kind: 'highlight', note: praises[which]!, shared: true });
		});
}

/** A fault of the agent's own, told before anybody reviewed it. */
function owns(fault: 'address-wrong' | 'invalid-promise') {
	return (world: World, at: Date) =>
		reports(world, at, ({ file, call }) => {
			const wrong = file.passages.find((passage) => passage.fault === fault);
			const note = `主动上报：${findingOf(call.kind, fault).words}`;
			return wrong && of(wrong, { kind: 'problem', problem: problems[fault] ?? null, note });
		});
}

const of = (
	{ fromMs }: Passage,
	said: Pick<ReportContent, 'kind' | 'note'> & Partial<ReportContent>
): ReportContent => ({ problem: null, shared: false, atMs: fromMs, ...said });

/** Of the newest call that has it. */
async function reports(
	world: World,
	at: Date,
	contentOf: (one: Imported) => ReportContent | undefined
) {
	for (const one of arrivals(world, (imported) => recently(at, imported))) {
		const content = contentOf(one);
		if (!content) continue;
		done(await reportCall(world.as(one.agent.actor, at), { ...one, content }));
		return;
	}
}
