/** Adds up the time with the page in front, ms, until the returned function is called. */
export function countTimeInFront(add: (ms: number) => void): () => void {
	let last = performance.now();
	const timer = setInterval(() => {
		const now = performance.now();
		if (document.visibilityState === 'visible') add(now - last);
		last = now;
	}, 1000);
	return () => clearInterval(timer);
}
