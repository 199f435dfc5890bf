/** Exact fractions for sums that must be rounded once, at the end. The denominator is always positive. */
export interface Fraction {
	over: bigint;
	under: bigint;
}

export const fraction = (over: number, under = 1): Fraction => ({
	over: BigInt(over),
	under: BigInt(under)
});

export const plus = (a: Fraction, b: Fraction): Fraction => ({
	over: a.over * b.under + b.over * a.under,
	under: a.under * b.under
});

export const times = (a: Fraction, b: Fraction): Fraction => ({
	over: a.over * b.over,
	under: a.under * b.under
});

/** `value`, or the nearer end of `[from, to]`. */
export function clamp(value: Fraction, from: Fraction, to: Fraction): Fraction {
	const below = (a: Fraction, b: Fraction) => a.over * b.under < b.over * a.under;
	if (below(value, from)) return from;
	return below(to, value) ? to : value;
}

/** The nearest whole number; a half goes away from zero. */
export function rounded({ over, under }: Fraction): number {
	const size = over < 0n ? -over : over;
	const whole = (2n * size + under) / (2n * under);
	return Number(over < 0n ? -whole : whole);
}
