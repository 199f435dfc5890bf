import type { DraftContent } from '#lib/reviews/draft.ts';

export type SaveState =
	'clean' | 'unsaved' | 'saving' | 'offline' | 'signed-out' | 'stale' | 'refused';

export interface SaverOptions {
	/** Answers GET and PUT as `routes/recordings/[id]/review/draft` does. */
	url: string;
	/** Whose page it is. */
	userId: string;
	assignmentId: string | null;
	version: number;
	savedAt: Date | null;
	/** What the server holds as this page opens. */
	saved: DraftContent;
	/** What to save, read at the moment of saving. */
	content: () => DraftContent;
	/** Shows a merged draft in place of what the page shows. */
	show: (content: DraftContent) => void;
}
