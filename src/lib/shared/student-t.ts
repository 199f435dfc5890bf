/**
 * The 97.5 % point of Student's t with `df` degrees of freedom, to 1e-9: found by bisection on
 * the distribution, whose two-sided tail for whole df is a finite sum (Abramowitz & Stegun 26.7.3–4).
 */
export function studentT975(df: number): number {
	let low = 0;
	let high = 20;
	for (let step = 0; step < 60; step++) {
		const middle = (low + high) / 2;
		if (centralProbability(middle, df) < 0.95) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

/** P(|T| ≤ t) for whole degrees of freedom. */
function centralProbability(t: number, df: number): number {
	const angle = Math.atan(t / Math.sqrt(df));
	const sin = Math.sin(angle);
	const cos = Math.cos(angle);
	const odd = df % 2 === 1;
	if (df === 1) return (2 * angle) / Math.PI;
	let term = odd ? cos : 1;
	let sum = term;
	for (let k = odd ? 3 : 2; k <= df - 2; k += 2) {
		term *= ((k - 1) / k) * cos * cos;
		sum += term;
	}
	return odd ? (2 / Math.PI) * (angle + sin * sum) : sin * sum;
}
