import { enquiryCount } from '../dialogues/enquiry.ts';
import type { Script } from '../dialogues/script.ts';
import { voiceOf } from '../dialogues/scripts.ts';
import { agentStaffNo } from './names.ts';
import type { Repertoire } from './calls.ts';

/** What each agent can be heard saying, by place among the agents. */
export function repertoireOf(scripts: Script[]): (agent: number) => Repertoire {
	const queues = new Map(scripts.map(({ name, queue }) => [name, queue]));
	return (agent) => {
		const own = agentStaffNo(agent);
		const enquiries = Array.from(
			{ length: enquiryCount },
			(_, which) => `${voiceOf(agent).name}-enquiry-${which + 1}`
		);
		return {
			report: [`${own}-report-1`, `${own}-report-2`].filter((name) => queues.has(name)),
			doubtful: `${own}-report-3`,
			callBack: `${own}-call-back-1`,
			doubtfulCallBack: [`${own}-call-back-2`, `${own}-call-back-1`].find((name) =>
				queues.has(name)
			)!,
			enquiries: enquiries.map((file) => ({ file, queue: queues.get(file)! }))
		};
	};
}
