import { error } from '@sveltejs/kit';
import { mayReadCustody } from '#lib/custody/server/custody-report.ts';
import { mayApplyForDeletion } from '#lib/custody/server/deletion-page.ts';
import { taskState } from '#lib/duty/task.ts';
import { taskPath } from '#lib/reviews/server/queue.ts';
import { mayCalibrate } from '#lib/reviews/server/calibration-choices.ts';
import { recordingPage } from '#lib/reviews/server/recording-page.ts';
import { protectionShown } from '#lib/custody/server/protection-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const page = await recordingPage(locals, params.id);
	if (!page) error(404, 'recording-not-found');
	return {
		...page,
		mayApplyForDeletion: await mayApplyForDeletion(locals, params.id),
		mayCalibrate: await mayCalibrate(locals, params.id),
		mayReadCustody: (await mayReadCustody(locals, params.id)).ok,
		protection: await protectionShown(locals, params.id),
		tasks: page.tasks.map((task) => ({
			...task,
			state: taskState(task, locals.now),
			path: taskPath(task)
		}))
	};
};
