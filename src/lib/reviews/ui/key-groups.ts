import { m } from '#lib/i18n/paraglide/messages.js';
import { playerKeys } from '#lib/recordings/ui/player-keys.ts';
import type { KeyGroup } from '#lib/ui/shell/own-keys.svelte.ts';
import { checkShortcuts } from './check-shortcuts.ts';
import { shortcuts } from './shortcuts.ts';

/** Every table whose keys a person may change, with those that act beside it. */
export const keyGroups: KeyGroup[] = [
	{ title: m.player_own_keys_player, table: playerKeys, beside: [shortcuts, checkShortcuts] },
	{ title: m.workbench_keys_review, table: shortcuts, beside: [playerKeys] },
	{ title: m.checks_keys_title, table: checkShortcuts, beside: [playerKeys] }
];
