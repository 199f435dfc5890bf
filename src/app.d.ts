import type { Actor } from '#lib/people/role.ts';
import type { PlayerSettings } from '#lib/people/user-setting.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Runtime } from './runtime.ts';

declare global {
	namespace App {
		interface Error {
			/** Shown with the message and quoted to support. */
			code?: string;
			message: string;
			/** Why not, in the reader's language, where the status alone does not say it. */
			sentence?: string;
		}
		/** Of the person signed in, on every page. */
		interface PageData {
			me?: { id: string } | null;
			playerSettings?: PlayerSettings;
			/** Items of the rubric at hand of which an example is in the listening library. */
			libraryItems?: { rubricKey: string; itemKeys: string[] };
			/** Keys in place of the usual ones, by action. */
			keys?: Record<string, string>;
		}
		/** Of an entry of the browser's history that changes no page. */
		interface PageState {
			/** Address of the reviews that stand in a drawer beside the page. */
			rows?: string;
		}
		interface Locals extends Context {
			runtime: Runtime;
			/** `nobody` on the pages that need no sign-in; a person on all others. */
			actor: Actor;
			signedIn: boolean;
			staffNo: string | undefined;
			sessionHandle: string | undefined;
			/** When the session ends if nothing more is asked, by the wall clock. */
			sessionEndsAt: Date | undefined;
			/** A role of the person must have a second factor, and there is none: nothing else is open. */
			secondFactorDue: boolean;
			locale: 'en' | 'zh-CN';
			theme: 'light' | 'dark' | 'system';
			address: string;
		}
	}
}

export {};
