/** How long a recording is kept, and why: a note for people. Nothing expires by itself, whatever the class. */
export const retentionClasses = [
	'for-ever',
	'complaint',
	'incident',
	'legal-claim',
	'contract'
] as const;
export type RetentionClass = (typeof retentionClasses)[number];

/** What holds where nothing was noted. */
export const USUAL_RETENTION: RetentionClass = 'for-ever';

/** A stored class; one of a later release is shown as the usual one. */
export const retentionClassOf = (text: string): RetentionClass =>
	retentionClasses.find((one) => one === text) ?? USUAL_RETENTION;
