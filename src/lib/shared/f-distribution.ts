/**
 * Fisher's F distribution, for confidence intervals of intraclass correlations.
 *
 * P(F ≤ x) with d1 and d2 degrees of freedom is the regularised incomplete beta function
 * I(d1·x / (d1·x + d2); d1/2, d2/2) (Abramowitz & Stegun 26.6.2), worked out by its continued
 * fraction (26.5.8) with Lentz's method as modified by Thompson and Barnett (1986).
 * Degrees of freedom are real and above 0. Results are good to about 1e-12.
 */

/** P(F ≤ x); 0 for x ≤ 0. */
export function fProbability(x: number, d1: number, d2: number): number {
	return x <= 0 ? 0 : incompleteBeta((d1 * x) / (d1 * x + d2), d1 / 2, d2 / 2);
}

/** The x with P(F ≤ x) = `probability`, 0 < probability < 1; by bisection on a scale without bounds. */
export function fQuantile(probability: number, d1: number, d2: number): number {
	// x / (1 + x) maps all of (0, ∞) into (0, 1), so that no first guess is needed.
	let low = 0;
	let high = 1;
	for (let step = 0; step < 100; step++) {
		const middle = (low + high) / 2;
		if (fProbability(middle / (1 - middle), d1, d2) < probability) low = middle;
		else high = middle;
	}
	return low / (1 - low);
}

/** I(x; a, b) for 0 ≤ x ≤ 1 and a, b > 0. */
function incompleteBeta(x: number, a: number, b: number): number {
	if (x >= 1) return 1;
	const front = Math.exp(
		logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)
	);
	// The fraction converges fast on this side of the mean; the other side is its mirror.
	return x < (a + 1) / (a + b + 2)
		? (front * betaFraction(x, a, b)) / a
		: 1 - (front * betaFraction(1 - x, b, a)) / b;
}

const TINY = 1e-300;
const STEPS = 500;

function betaFraction(x: number, a: number, b: number): number {
	const away = (value: number) => (Math.abs(value) < TINY ? TINY : value);
	let c = 1;
	let d = 1 / away(1 - ((a + b) * x) / (a + 1));
	let value = d;
	for (let m = 1; m <= STEPS; m++) {
		const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
		const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
		for (const term of [even, odd]) {
			d = 1 / away(1 + term * d);
			c = away(1 + term / c);
			value *= c * d;
		}
		if (Math.abs(c * d - 1) < 1e-15) break;
	}
	return value;
}

/** ln Γ(x) for x > 0: Lanczos's sum with g = 7 and nine terms. */
function logGamma(x: number): number {
	const terms = [
		676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
		12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7
	];
	const shifted = x - 1;
	const sum = terms.reduce(
		(total, term, index) => total + term / (shifted + index + 1),
		0.9999999999998099
	);
	const t = shifted + 7.5;
	return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}
