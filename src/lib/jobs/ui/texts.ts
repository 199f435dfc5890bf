/** Words for jobs and their states. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import type { RunState } from '../job.ts';

const nameTexts: Record<string, () => string> = {
	draws: m.jobs_name_draws,
	'top-ups': m.jobs_name_top_ups,
	'overdue-tasks': m.jobs_name_overdue_tasks,
	reminders: m.jobs_name_reminders,
	'morning-digest': m.jobs_name_morning_digest,
	calibrations: m.jobs_name_calibrations,
	cases: m.jobs_name_cases,
	disputes: m.jobs_name_disputes,
	lapses: m.jobs_name_lapses,
	'close-stale-plays': m.jobs_name_close_stale_plays,
	'attribute-recordings': m.jobs_name_attribute_recordings,
	purge: m.jobs_name_purge,
	'audit-chain': m.jobs_name_audit_chain,
	checkpoints: m.jobs_name_checkpoints,
	'verify-recordings': m.jobs_name_verify_recordings,
	'end-sessions': m.jobs_name_end_sessions
};

/** A job's name; one without a text shows its key. */
export const jobText = (name: string): string => nameTexts[name]?.() ?? name;

export const runTexts: Record<RunState['state'], () => string> = {
	running: m.jobs_state_running,
	done: m.jobs_state_done,
	failed: m.jobs_state_failed
};

export const runTones: Record<RunState['state'], Tone> = {
	running: 'info',
	done: 'ok',
	failed: 'severe'
};

/** What a run noted, for a technician: `already false, drawId 0193…`, or the error's sentence. */
export function resultText(result: unknown): string {
	if (result === null || typeof result !== 'object') return '';
	return Object.entries(result)
		.map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
		.join(', ');
}
