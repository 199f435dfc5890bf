/** The sheet of an agent's month as it is printed and signed. */
import type { AgentMonth } from '#lib/assessments/month.ts';
import { componentText } from '#lib/assessments/ui/scheme-texts.ts';
import type { Paper } from '#lib/custody/paper.ts';
import { dateTimeText, monthLabel, numberText } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { gainText, pointsText, stateTag } from '#lib/ledger/ui/texts.ts';
import { yuanText } from '#lib/shared/money.ts';
import type { FiledAgent, FiledLine, MonthFile } from '../month-file.ts';
import { lineItemText, lineKindText } from './month-sheets.ts';

interface PaperOf {
	file: MonthFile;
	agent: FiledAgent;
}

export function agentPaper(of: PaperOf): Paper {
	const { file, agent } = of;
	const own = <Row extends { agentId: string }>(rows: readonly Row[]) =>
		rows.filter(({ agentId }) => agentId === agent.agentId);
	return {
		title: m.exports_paper_title({ month: monthLabel(file.month) }),
		centre: file.centre?.[getLocale()] ?? lockOf(of)?.department ?? m.shell_product_name(),
		madeAt: file.at,
		facts: factsOf(of),
		parts: [
			{
				title: m.exports_paper_components(),
				none: m.exports_paper_components_none(),
				lines: componentLines(agent)
			},
			{
				title: m.exports_paper_lines(),
				none: m.exports_paper_lines_none(),
				lines: own(file.lines).map((line) => ledgerLine(line, file.zone))
			},
			{
				title: m.exports_paper_talks(),
				none: m.exports_paper_talks_none(),
				lines: own(file.talks).map(({ talkedAt, by, words }) => ({
					...blank,
					...{ when: dateTimeText(talkedAt, file.zone), who: by, what: words }
				}))
			},
			{
				title: m.exports_paper_answers(),
				none: m.exports_paper_answers_none(),
				lines: own(file.signatures).map((one) => ({
					...blank,
					when: dateTimeText(one.at, file.zone),
					who: one.signed ? m.exports_paper_signed() : m.exports_paper_objected(),
					what: one.words,
					detail: one.figuresSha256 === agent.sha256 ? '' : m.exports_paper_other_figures()
				}))
			}
		],
		signatures: [
			m.exports_paper_sign_agent(),
			m.exports_paper_sign_lead(),
			m.exports_paper_sign_head()
		],
		pageOf: (page, pages) => m.exports_paper_page({ page, pages })
	};
}

/** Of the agent's department. */
const lockOf = ({ file, agent }: PaperOf) =>
	file.locks.find(({ departmentId }) => departmentId === agent.departmentId);

const blank = { when: '', who: '', roles: '', what: '', detail: '', marks: '' };
const points = (tenths: number): string => numberText(tenths / 10, 1);

function factsOf({ file, agent }: PaperOf): [string, string][] {
	const { score } = agent;
	const lock = lockOf({ file, agent })?.closed;
	return [
		[m.exports_agent(), `${agent.name} · ${agent.staffNo}`],
		[m.exports_team(), agent.team ?? m.exports_paper_none()],
		[
			m.exports_paper_edition(),
			lock
				? m.exports_paper_edition_text({
						edition: lock.edition,
						at: dateTimeText(lock.at, file.zone)
					})
				: m.exports_paper_edition_open({ at: dateTimeText(file.at, file.zone) })
		],
		[
			m.exports_score(),
			score.tenths === null
				? m.exports_paper_none()
				: m.exports_paper_score_text({ score: points(score.tenths), weight: score.weightCounted })
		],
		[m.exports_mean(), meanText(agent)],
		[
			m.exports_paper_money(),
			m.exports_paper_money_text({
				n: agent.severe,
				confirmed: yuanText(agent.confirmedFen),
				all: yuanText(agent.amountFen)
			})
		],
		[m.exports_ledger_confirmed(), gainText(agent.ledgerFen)],
		[
			m.exports_paper_counts(),
			m.exports_paper_praise_text({
				praise: agent.praise,
				violations: agent.violations,
				checks: agent.selfChecks
			})
		],
		[m.exports_scheme(), String(agent.rules.scheme)],
		[m.exports_penalty_table(), String(agent.rules.penaltyTable)],
		[m.exports_figures_sha(), agent.sha256],
		...(file.withheld > 0
			? [[m.exports_withheld(), m.exports_paper_withheld({ n: file.withheld })] as [string, string]]
			: [])
	];
}

function meanText({ meanScore, interval, scored: n }: AgentMonth): string {
	if (meanScore === null) return m.exports_paper_none();
	const mean = numberText(meanScore, 1);
	if (!interval) return m.exports_paper_mean_text({ mean, n });
	const [low, high] = interval.map((bound) => numberText(bound, 1));
	return m.exports_paper_mean_interval({ mean, n, low: low!, high: high! });
}

const componentLines = ({ score }: AgentMonth) => [
	...score.components.map(({ kind, weight, n, least, tenths, interval }) => ({
		...blank,
		when: m.exports_paper_weight({ weight }),
		who: componentText(kind),
		what:
			tenths === null
				? m.exports_paper_too_few({ n, least })
				: m.exports_paper_component_text({ score: points(tenths), n }),
		detail: interval
			? m.exports_paper_component_interval({ low: points(interval[0]), high: points(interval[1]) })
			: ''
	})),
	...score.modifiers.map(({ kind, n, tenths }) => ({
		...blank,
		when: m.exports_paper_beside(),
		who: componentText(kind),
		what: m.exports_paper_component_text({ score: points(tenths), n })
	})),
	...(score.adjustedTenths === 0
		? []
		: [
				{
					...blank,
					when: m.exports_paper_beside(),
					who: m.exports_adjusted(),
					what: m.exports_paper_points({ points: points(score.adjustedTenths) })
				}
			])
];

function ledgerLine(line: FiledLine, zone: string) {
	const { callStartedAt, state, nth, amountFen, pointsTenths, ruleVersion } = line;
	return {
		when: callStartedAt ? dateTimeText(callStartedAt, zone) : '',
		who: lineKindText(line),
		roles: stateTag(state).label,
		what: lineItemText(line),
		detail: [
			nth === null ? '' : m.exports_paper_nth({ nth }),
			amountFen === 0 ? '' : gainText(amountFen),
			pointsTenths === 0 ? '' : m.exports_paper_points({ points: pointsText(pointsTenths) }),
			ruleVersion === null ? '' : m.exports_paper_line_rule({ version: ruleVersion }),
			line.selfReported ? m.exports_paper_self_reported() : ''
		]
			.filter(Boolean)
			.join(' · '),
		marks: line.reviewId ? `/reviews/${line.reviewId}` : ''
	};
}
