/**
 * The fields of every form, by the address that it is posted to: one list, so that a form that
 * carries anything else is refused before its action sees it (hooks.server.ts). How a list is
 * written: platform/server/http/form-reader.ts. tests/architecture/form-fields.test.ts holds this
 * list against the actions there are.
 */
import { indicatorFields } from '#lib/assessments/indicator-form.ts';
import { schemeFields } from '#lib/assessments/scheme-form.ts';
import { sourceSettings } from '#lib/ingest/source-settings.ts';

const stepUp = 'stepUpPassword stepUpCode';
const period = 'from to';
const source = Object.keys(sourceSettings.entries).join(' ');
const newPassword = 'password repeated';
const reasonAndWords = 'reason words';
const calendarFile = 'as greetings';
/** The sheet of a review: reviews/posted.ts. */
const sheet = `answer.*[] comment.* private.* cause.* without.* comment privateComment
	underHeardReason evidence heard spentMs version assignment as`;
/** reviews/posted-check.ts */
const check = 'result problem at note shared answer.*[] heard spentMs assignment';
/** reviews/call-report.ts */
const report = 'kind problem at note shared';
/** The editor of a rubric: rubric/posted-form.ts. A box to tick may have a hidden field of its name beside it. */
const rubricDraft = 'title.*[] callKind passMark sections.*[] note version over then edit';
/** accountability/case-forms.ts. */
const accountabilityCase = 'facts measure[] words.* amount.* deadline month';
/** sampling/plan-form.ts. */
const plan = `name.* reviewer.* callsOf.*[] recurrence.* drawAt unit count.* eligible.*[] strata.*
	due.* rubricKey blind listen.* paused departmentId reason version`;

const rating = 'agentId attitude teamwork words';

export const formFields: Readonly<Record<string, string>> = {
	'/account?/password': `present ${newPassword}`,
	'/account?/session': 'handle',
	'/account?/others': '',
	'/account/second-factor?/begin': stepUp,
	'/account/second-factor?/codes': stepUp,
	'/account/second-factor?/remove': stepUp,
	'/account/second-factor?/confirm': 'code',
	'/assessments/[month=month]/ratings?/lead': rating,
	'/assessments/[month=month]/ratings?/peer': rating,
	'/assessments/indicators?/value': indicatorFields.value,
	'/assessments/indicators?/definition': indicatorFields.definition,
	'/assessments/indicators?/preview': 'file month',
	'/assessments/indicators?/import': 'packed month',
	'/assessments/scheme': schemeFields,
	'/assessments/[month=month]/[agentId]/sheet?/talk': 'talkedAt words',
	'/assessments/[month=month]/[agentId]/sheet?/signature': 'outcome words figures',
	'/assessments/[month=month]/[agentId]?/payBase': 'amount',
	'/assessments/[month=month]/severe-items': 'line[]',
	'/assessments/adjustments?/proposal': 'agent month amount points reason',
	'/assessments/adjustments?/decision': 'id outcome reason',
	'/assessments/penalty-tables?/table': 'reading from step.* yuan.* reason',
	'/assessments/penalty-tables?/settings': 'severe violation twoHeads payShare reason',
	'/assessments/[month=month]/close?/lock': `department ${stepUp}`,
	'/assessments/[month=month]/close?/unlock': `department reason ${stepUp}`,
	'/assessments/[month=month]/close?/files': 'department',
	'/assessments/[month=month]/close?/decide': `request outcome reason ${stepUp}`,
	'/audit/checkpoints?/verification': '',
	'/calendar?/days': 'firstDay lastDay kind name',
	'/calendar?/greeting': 'firstDay lastDay zh en',
	'/calendar?/greetingRemoval': 'id',
	'/calendar/import?/preview': `file ${calendarFile}`,
	'/calendar/import?/import': `packed fingerprint ${calendarFile}`,
	'/calendar/roster?/preview': `file ${calendarFile}`,
	'/calendar/roster?/import': 'packed',
	'/calibrations/[id]?/remark': 'call item words',
	'/calibrations/[id]?/close': 'consensus.*[] words propose',
	'/calibrations/[id]/calls/[recordingId]?/draft': sheet,
	'/calibrations/[id]/calls/[recordingId]?/submit': sheet,
	'/calibrations/new': 'title recording[] more participant[] expert deadline rubric',
	'/cases/[id]?/service': 'words',
	'/cases/[id]?/acknowledgement': 'words',
	'/cases/[id]?/statement': 'words',
	'/cases/[id]?/rectification': 'words',
	'/cases/[id]?/check': 'words',
	'/cases/[id]?/closure': 'words',
	'/cases/[id]/escalation': accountabilityCase,
	'/cases/new': `staffNo grounds ${accountabilityCase}`,
	'/coaching/[id]?/acknowledgement': 'words',
	'/coaching/[id]?/completion': 'words',
	'/coaching/[id]?/cancellation': 'words',
	'/coaching/new': 'review staffNo item topic words due clip[] library[]',
	'/concealments/[id]?/ruling': 'decision reason',
	'/custody/deletion-requests/[id]?/decide': `outcome reason confirmed ${stepUp}`,
	'/custody/deletion-requests/[id]?/withdraw': '',
	'/custody/deletion-requests/[id]?/restore': 'reason',
	'/custody/joint/[id]': `outcome reason ${stepUp}`,
	'/disputes/[id]?/appeal': 'dispute answer reason at',
	'/disputes/[id]?/reply': 'dispute reason',
	'/disputes/[id]?/ruling': 'dispute outcome answer reason coaching',
	'/disputes/[id]?/withdrawal': 'dispute',
	'/hand-overs': 'id',
	'/hand-overs/new': 'userId deputyId staffNo firstDay lastDay reason',
	'/improvements/[id]?/completion': 'words',
	'/improvements/[id]?/judgement': 'step words',
	'/improvements/[id]?/cancellation': 'words',
	'/improvements/new': 'place item cause title words owner due target baselineFrom fromDay',
	'/incidents/[id]': 'step words',
	'/incidents/new': 'kind source words',
	'/library/[id]?/consent': 'consents',
	'/library/[id]?/decision': 'accepted reason',
	'/library/new': 'recording from to title item consents',
	'/notifications?/open': 'id',
	'/notifications?/read-all': '',
	'/people': 'staffNo name',
	'/people/[id]?/name': 'name',
	'/people/[id]?/role': `role teamId departmentId ${period} reason ${stepUp}`,
	'/people/[id]?/decide': `id outcome reason ${stepUp}`,
	'/people/[id]?/team': 'teamId from',
	'/people/[id]?/endpoint': `kind endpoint ${period}`,
	'/people/[id]?/end': 'history id',
	'/people/[id]?/disable': 'reason',
	'/people/[id]?/enable': '',
	'/people/[id]?/duty': 'holds',
	'/people/[id]?/linkAccount': 'staffNo',
	'/people/[id]?/partAccount': 'id',
	'/people/[id]?/link': '',
	'/people/[id]/access?/sessions': '',
	'/people/[id]/access?/wait': '',
	'/people/[id]/access?/reset': stepUp,
	'/people/sign-in': `secondFactorRoles[] sessionsAtOnce ${stepUp}`,
	'/people/teams': 'departmentId name',
	'/preferences': 'from locale theme',
	'/recordings/[id]/check': check,
	'/recordings/[id]/report': report,
	'/recordings/[id]/deletion-request': 'reason',
	'/recordings/[id]/hold?/place': 'reason',
	'/recordings/[id]/hold?/release': `holdId reason ${stepUp}`,
	'/recordings/[id]/hold?/restrict': 'reference reason',
	'/recordings/[id]/hold?/lift': 'reference reason',
	'/recordings/[id]/hold?/retention': 'retentionClass reason',
	'/recordings/[id]/incident': 'kind words',
	'/recordings/[id]/number': 'reason',
	'/recordings/[id]/review?/discard': sheet,
	'/recordings/[id]/review?/draft': sheet,
	'/recordings/[id]/review?/submit': sheet,
	'/reviews/[id]?/acknowledgement': 'comment',
	'/reviews/[id]/correction?/submit': `reason ${sheet}`,
	'/reviews/[id]/dispute': 'item[] answer.* reason.* at.*',
	'/reviews/[id]/second-review?/confirmation': 'first reason take[] title deadline',
	'/reviews/[id]/second-review?/correction': 'first reason take[] title deadline',
	'/reviews/[id]/second-review?/calibration': 'first reason take[] title deadline',
	'/rubrics/[id]?/draft': 'note',
	'/rubrics/[id]/retirement': 'reason',
	'/rubrics/choices': 'callKind queue teamId rubricId',
	'/rubrics/drafts/[id]?/save': rubricDraft,
	'/rubrics/drafts/[id]?/edit': rubricDraft,
	'/rubrics/drafts/[id]?/discard': rubricDraft,
	'/rubrics/drafts/[id]/publication': 'day reason version',
	'/rubrics/import': 'key file',
	'/rubrics/new': 'callKind copyOf key',
	'/rubrics/phrases?/phrase': 'callKind itemKey en zh fromDay',
	'/rubrics/phrases?/company': 'en zh',
	'/sampling/assignments/[id]/replacement': reasonAndWords,
	'/sampling/assignments/[id]/reviewer': 'task[] toId staffNo reason',
	'/sampling/draws/[id]': '',
	'/sampling/missed/[id]/excuse': reasonAndWords,
	'/sampling/plans/[key]/edit?/save': plan,
	'/sampling/plans/[key]/edit?/preview': plan,
	'/sampling/plans/new?/save': plan,
	'/sampling/plans/new?/preview': plan,
	'/set-password': `staffNo ${newPassword}`,
	'/set-up': `token department staffNo name ${newPassword}`,
	'/sign-in': 'staffNo password',
	'/sign-in/code': 'code',
	'/sign-in/locale': 'locale',
	'/sign-out': '',
	'/sources/[id]?/retry': 'item',
	'/sources/[id]?/pause': 'reason',
	'/sources/[id]?/resume': '',
	'/sources/[id]/settings': source,
	'/sources/new': source,
	'/yesterday?/check': `call ${check}`,
	'/yesterday?/report': `call ${report}`
};

/** Keys that may stand in an address more than once. */
export const severalInAddress = ['reviewer', 'recording'];

/** Where a form is posted to, as the list names it: the route, and the action when it is a named one. */
export function formAddress(routeId: string | null, search: URLSearchParams): string {
	const action = [...search.keys()].find((key) => key.startsWith('/') && key !== '/default');
	return `${routeId ?? ''}${action ? `?${action}` : ''}`;
}
