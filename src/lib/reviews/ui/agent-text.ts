import { m } from '#lib/i18n/paraglide/messages.js';

/** The agent's name, or of a blind task the number that stands for it. */
export const agentText = (shown: {
	call: { agent: string | null };
	agentNumber: number | null;
}): string => shown.call.agent ?? m.workbench_blind_agent({ number: shown.agentNumber ?? 0 });
