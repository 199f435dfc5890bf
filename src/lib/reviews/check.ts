/** What an agent may find when listening to an own or a colleague's call (house rule M6). */
export const problemKinds = [
	'greeting',
	'misled',
	'invalid-promise',
	'address-wrong',
	'station-wrong',
	'complaint',
	'other'
] as const;
export type ProblemKind = (typeof problemKinds)[number];
