/** The places of the shell: word, icon and the letter after `g`, in one table; help and navigation read it. */
import type { Component } from 'svelte';
import AudioLines from '@lucide/svelte/icons/audio-lines';
import BookAudio from '@lucide/svelte/icons/book-audio';
import Bell from '@lucide/svelte/icons/bell';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import CalendarRange from '@lucide/svelte/icons/calendar-range';
import ChartScatter from '@lucide/svelte/icons/chart-scatter';
import Clock from '@lucide/svelte/icons/clock';
import Dices from '@lucide/svelte/icons/dices';
import Ear from '@lucide/svelte/icons/ear';
import EyeOff from '@lucide/svelte/icons/eye-off';
import FolderInput from '@lucide/svelte/icons/folder-input';
import Gavel from '@lucide/svelte/icons/gavel';
import FileWarning from '@lucide/svelte/icons/file-warning';
import Grid3x3 from '@lucide/svelte/icons/grid-3x3';
import GraduationCap from '@lucide/svelte/icons/graduation-cap';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Scale from '@lucide/svelte/icons/scale';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import SquareCheck from '@lucide/svelte/icons/square-check';
import ServerCrash from '@lucide/svelte/icons/server-crash';
import Sun from '@lucide/svelte/icons/sun';
import TrendingDown from '@lucide/svelte/icons/trending-down';
import UserRoundCog from '@lucide/svelte/icons/user-round-cog';
import Users from '@lucide/svelte/icons/users';
import Vault from '@lucide/svelte/icons/vault';
import { m } from '#lib/i18n/paraglide/messages.js';

export const placeGroups = ['work', 'rules', 'centre'] as const;
type PlaceGroup = (typeof placeGroups)[number];

export interface Place {
	word: () => string;
	icon: Component<{ 'aria-hidden'?: 'true' }>;
	letter: string;
	group: PlaceGroup | null;
}

export const places = {
	today: { word: m.shell_nav_today, icon: Sun, letter: 't', group: 'work' },
	yesterday: { word: m.shell_nav_yesterday, icon: Ear, letter: 'y', group: 'work' },
	recordings: { word: m.shell_nav_recordings, icon: AudioLines, letter: 'r', group: 'work' },
	reviews: { word: m.shell_nav_reviews, icon: SquareCheck, letter: 'v', group: 'work' },
	disputes: { word: m.shell_nav_disputes, icon: Gavel, letter: 'u', group: 'work' },
	concealments: { word: m.shell_nav_concealments, icon: EyeOff, letter: 'x', group: 'work' },
	calibrations: { word: m.shell_nav_calibrations, icon: Scale, letter: 'l', group: 'work' },
	agreement: { word: m.shell_nav_agreement, icon: ChartScatter, letter: 'k', group: 'work' },
	assessments: { word: m.shell_nav_assessments, icon: CalendarRange, letter: 'm', group: 'work' },
	coaching: { word: m.shell_nav_coaching, icon: GraduationCap, letter: 'w', group: 'work' },
	improvements: { word: m.shell_nav_improvements, icon: TrendingDown, letter: 'f', group: 'work' },
	cases: { word: m.shell_nav_cases, icon: FileWarning, letter: 'q', group: 'work' },
	boards: { word: m.shell_nav_boards, icon: Grid3x3, letter: 'z', group: 'work' },
	sampling: { word: m.shell_nav_sampling, icon: Dices, letter: 's', group: 'rules' },
	'hand-overs': {
		word: m.shell_nav_hand_overs,
		icon: UserRoundCog,
		letter: 'h',
		group: 'rules'
	},
	calendar: { word: m.shell_nav_calendar, icon: CalendarDays, letter: 'c', group: 'rules' },
	library: { word: m.shell_nav_library, icon: BookAudio, letter: 'e', group: 'rules' },
	rubrics: { word: m.shell_nav_rubrics, icon: ListChecks, letter: 'b', group: 'rules' },
	people: { word: m.shell_nav_people, icon: Users, letter: 'p', group: 'centre' },
	sources: { word: m.shell_nav_sources, icon: FolderInput, letter: 'o', group: 'centre' },
	jobs: { word: m.shell_nav_jobs, icon: Clock, letter: 'j', group: 'centre' },
	incidents: { word: m.shell_nav_incidents, icon: ServerCrash, letter: 'i', group: 'centre' },
	custody: { word: m.shell_nav_custody, icon: Vault, letter: 'd', group: 'centre' },
	audit: { word: m.shell_nav_audit, icon: ScrollText, letter: 'a', group: 'centre' },
	notifications: { word: m.shell_nav_notifications, icon: Bell, letter: 'n', group: null }
} as const satisfies Record<string, Place>;

type PlaceKey = keyof typeof places;

/** A place the reader may open; the server decides which. */
export interface NavItem {
	path: string;
	key: PlaceKey;
}

export const groupWord = (group: PlaceGroup): string =>
	({
		work: m.shell_nav_group_work,
		rules: m.shell_nav_group_rules,
		centre: m.shell_nav_group_centre
	})[group]();
