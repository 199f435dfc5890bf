/** "Test this source": its newest files as they would be read now. Opens none, stores nothing. */
import * as fs from 'node:fs/promises';
import type { Context } from '#lib/people/server/context.ts';
import type { Direction } from '#lib/recordings/call.ts';
import { maskFacts, maskFileName, maskNumber } from '#lib/recordings/masking.ts';
import type { Issue } from '../issues.ts';
import type { ZoneCheck } from '../zone-check.ts';
import { makePlan } from './import-files.ts';
import type { Source } from './sources.ts';
import { walk, type SeenFile } from './walk.ts';

interface CheckedName {
	/** Numbers in it are masked, as in the facts of its issues. */
	path: string;
	startedAt: Date | null;
	direction: Direction | null;
	agent: string | null;
	customer: string | null;
	queue: string | null;
	issues: Issue[];
}

interface SourceCheck {
	/** Error code of the folder, or null. */
	fault: string | null;
	names: CheckedName[];
	zoneCheck: ZoneCheck | null;
}

const NEWEST = 20;
/** The zone check reads more names than are shown. */
const COMPARED = 200;
/** A folder of millions is judged by what can be seen in this time. */
const LOOK_MS = 3000;

export async function checkSource(context: Context, source: Source): Promise<SourceCheck> {
	const until = performance.now() + LOOK_MS;
	const newest: SeenFile[] = [];
	try {
		const root = await fs.realpath(source.root ?? '');
		for await (const file of walk(root, { base: root })) {
			newest.push(file);
			if (newest.length > 4 * COMPARED) keepNewest(newest);
			if (performance.now() > until) break;
		}
	} catch (error) {
		const { code = 'EFAULT' } = error as NodeJS.ErrnoException;
		return { fault: code, names: [], zoneCheck: null };
	}
	keepNewest(newest);
	const shown = newest.slice(0, NEWEST);
	const plan = await makePlan(shown, { context: () => context, source }, newest);
	const tasks = new Map(plan.groups.flat().map((task) => [task.file.path, task]));
	const decided = new Map(plan.decided.map((result) => [result.file.path, result]));
	return {
		fault: null,
		zoneCheck: plan.zoneCheck,
		names: shown.map(({ path }) => {
			const task = tasks.get(path);
			const call = task?.named?.call;
			return {
				path: maskFileName(path, call?.customerNumber),
				startedAt: call?.startedAt ?? null,
				direction: call?.direction ?? null,
				agent: task?.named?.agentRef ?? maskFacts(task?.named?.endpoint) ?? null,
				customer: maskNumber(call?.customerNumber),
				queue: call?.queue ?? null,
				issues: maskFacts(task?.notes ?? decided.get(path)?.issues ?? [])
			};
		})
	};
}

function keepNewest(files: SeenFile[]) {
	files.sort((a, b) => b.mtimeMs - a.mtimeMs);
	files.length = Math.min(files.length, COMPARED);
}
