/** Money is integer fen (1/100 yuan); points are integer tenths. Never floating sums. */

/** `9000` → `¥90`, `9050` → `¥90.50`, negative amounts with a leading minus. */
export function yuanText(fen: number): string {
	const sign = fen < 0 ? '−' : '';
	const abs = Math.abs(fen);
	const cents = abs % 100;
	const whole = Math.floor(abs / 100).toLocaleString('en-US');
	return `${sign}¥${whole}${cents ? `.${String(cents).padStart(2, '0')}` : ''}`;
}
