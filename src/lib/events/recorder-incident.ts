/**
 * Recorder incidents (house rule M1): recording or its storage is faulty. Reported by a person or
 * found by the program; acknowledged, followed up, closed by a technician.
 */
export const incidentKinds = [
	'not-playable',
	'checksum-different',
	'storage-gone',
	'no-recording',
	'source-silent',
	'bad-sound',
	'other'
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export const incidentSteps = ['acknowledged', 'note', 'closed'] as const;
export type IncidentStep = (typeof incidentSteps)[number];
