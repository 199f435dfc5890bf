import type { Attachment } from 'svelte/attachments';
import type { Range } from '#lib/recordings/speech.ts';

/** Places an element along the time axis once it is mounted: a style in the served page would be refused by its own security policy. */
export const at =
	(ms: number, [from, to]: Range): Attachment<HTMLElement> =>
	(element) => {
		element.style.left = `${((ms - from) / Math.max(1, to - from)) * 100}%`;
	};
