import { m } from '#lib/i18n/paraglide/messages.js';
import type { ReviewSession } from './session.svelte.ts';
import type { WorkbenchAction } from './shortcuts.ts';

/** What a key does where nothing can be changed. */
const reading: readonly WorkbenchAction['does'][] = ['move', 'item', 'leave-field', 'help'];

/** Does what a key of the workbench asks for; digits after `i` are an item's number. */
export function performBench(
	session: ReviewSession,
	action: WorkbenchAction,
	submit: () => void
): void {
	const { bench, use, jump } = session;
	const number = jump.take(action);
	if (number !== undefined) {
		if (!bench.goTo(number)) session.said = m.workbench_said_no_item({ number });
		return void session.show();
	}
	if (jump.waits || (!use.edits && !reading.includes(action.does))) return;
	switch (action.does) {
		case 'move':
			bench.move(action.by);
			return void session.show();
		case 'digit':
			bench.answerByDigit(action.digit);
			return void session.show();
		case 'not-applicable':
			bench.notApplicable();
			return void session.show();
		case 'flawless':
			bench.answerFlawless();
			return void session.show();
		case 'pin':
			return session.pin(bench.focused);
		case 'highlight':
			return void session.highlight();
		case 'note':
			return void session.note();
		case 'comment':
			return void session.comment();
		case 'leave-field':
			return void session.show();
		case 'save':
			return void session.save();
		case 'submit':
			return use.submits ? submit() : undefined;
		case 'help':
			session.helping = true;
			return;
		case 'item':
			return;
	}
}
