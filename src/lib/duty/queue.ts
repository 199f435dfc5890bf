/**
 * Which of the own tasks a person looks at, as it stands in the address. What cannot be read is
 * left out, so a bad link still opens.
 */

const queueViews = ['open', 'overdue', 'today', 'drafts', 'done', 'replaced'] as const;
export type QueueView = (typeof queueViews)[number];

/** Where a page of the queue ends: tasks go by due time, then by the call's, then by id. */
export interface QueueCursor {
	dueAt: Date;
	startedAt: Date;
	id: string;
}

export interface QueueFilter {
	view: QueueView;
	/** Key of a plan. */
	plan?: string | undefined;
	/** Tasks whose agent is not shown to the reader are left out. */
	agentId?: string | undefined;
	after?: QueueCursor | undefined;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const cursorPattern = new RegExp(`^(\\d{1,14})_(\\d{1,14})_(${UUID})$`);
const idPattern = new RegExp(`^${UUID}$`);

export function parseQueue(params: URLSearchParams): QueueFilter {
	const agent = params.get('agent') ?? '';
	const cursor = cursorPattern.exec(params.get('after') ?? '');
	return {
		view: queueViews.find((view) => view === params.get('show')) ?? 'open',
		plan: params.get('plan') || undefined,
		agentId: idPattern.test(agent) ? agent : undefined,
		after: cursor
			? {
					dueAt: new Date(Number(cursor[1])),
					startedAt: new Date(Number(cursor[2])),
					id: cursor[3]!
				}
			: undefined
	};
}

/** The address of what `parseQueue` read. */
export function queueHref({ view, plan, agentId, after }: QueueFilter): string {
	const params = new URLSearchParams();
	if (view !== 'open') params.set('show', view);
	if (plan) params.set('plan', plan);
	if (agentId) params.set('agent', agentId);
	if (after)
		params.set('after', `${after.dueAt.getTime()}_${after.startedAt.getTime()}_${after.id}`);
	return params.size > 0 ? `/?${params.toString()}` : '/';
}
