/** Why a recording may not be taken away just now, however empty it is. One list for application, approval and purge. */
export const blockKinds = [
	'hold',
	'restriction',
	'task',
	'draft',
	'calibration',
	'incident',
	'concealment',
	'dispute',
	'closed-month'
] as const;
export type BlockKind = (typeof blockKinds)[number];

/** Something that stands in the way, with the id of what it is; for a restriction that of the recording. */
export interface Block {
	kind: BlockKind;
	id: string;
}
