import type { WorkingCalendar } from '#lib/calendar/working-calendar.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import type { PublishedRubric } from '#lib/rubric/server/queries.ts';
import type { CallKind } from '#lib/recordings/call.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import type { SeededRandom } from '#lib/shared/seeded-random.ts';
import type { Runtime } from '../../runtime.ts';
import type { StoredFile } from '../audio/store-files.ts';
import type { Script } from '../dialogues/script.ts';
import type { Absence } from './absences.ts';
import type { ExampleCall } from './calls.ts';
import type { Imported } from './imports.ts';
import { inside, type Inside } from './inside.ts';
import type { Centre } from './people.ts';
import type { Timeline } from './timeline.ts';

/** The example centre while it is being lived through. */
export interface World {
	centre: Centre;
	zone: string;
	sourceId: string;
	/** The moment at which the story ends. */
	now: Date;
	today: BusinessDay;
	files: Map<string, StoredFile>;
	/** By file name. */
	scripts: Map<string, Script>;
	calls: ExampleCall[];
	/** By recording id. */
	imported: Map<string, Imported>;
	workingDays: WorkingCalendar;
	absences: Absence[];
	/** Day of the newest daily draws. */
	newestDrawDay: BusinessDay;
	/** Day of the newest daily spot check whose due time has come. */
	overdueDrawDay: BusinessDay;
	/** Day of the newest weekly audit. */
	newestMonday: BusinessDay;
	/** Tasks that were looked at: true for those that stay open to the end. */
	left: Map<string, boolean>;
	/** What happens once only, and has. */
	met: Set<string>;
	/** Severe items so far, by month and agent. */
	severe: Map<string, number>;
	rubricOf: (kind: CallKind) => PublishedRubric;
	random: SeededRandom;
	timeline: Timeline;
	/** Where the bytes are, and what reads them. */
	measuring: Pick<Runtime, 'store' | 'analyser' | 'config'>;
	/** Of those who proved who they are, by user id. */
	passwords: Map<string, string>;
	/** Random bytes for what shall not change the ids of the rest. */
	idsApart: (size: number) => Buffer;
	/** The day's transaction; set anew for each day. */
	tx: Writer;
	as: Inside;
}

export function enterDay(world: World, tx: Writer) {
	world.tx = tx;
	world.as = inside(tx, world.zone);
}
