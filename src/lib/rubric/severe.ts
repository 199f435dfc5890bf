/** The severe items of mission §3, which cost money. A rubric may name further codes. */
export const severeCodes = ['address-wrong', 'station-wrong', 'invalid-promise'] as const;
