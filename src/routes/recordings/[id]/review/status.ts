/** The HTTP status of a refusal: unknown and hidden alike 404, seen but not permitted 403, missing input 422, else 409. */
export function statusOf(refusal: string): 404 | 403 | 422 | 409 {
	if (refusal === 'not-found') return 404;
	if (refusal === 'not-allowed') return 403;
	return refusal === 'incomplete' || refusal === 'malformed' ? 422 : 409;
}
