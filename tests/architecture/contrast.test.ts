/** Both themes are legible: text 4.5 to 1, graphics and focus 3 to 1, computed from the tokens. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../src/app.css', import.meta.url), 'utf8');

/** Relative luminance (WCAG 2.2) of every opaque colour token of one theme. */
function luminances(theme: 'light' | 'dark'): Map<string, number> {
	const start = css.indexOf(`/* theme: ${theme} */`);
	const block = css.slice(start, css.indexOf('/* theme end */', start));
	const tokens = block.matchAll(/--color-([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);/g);
	return new Map(
		[...tokens].map(([, name, l, c, h]) => [name!, luminance(Number(l), Number(c), Number(h))])
	);
}

/** OKLCH → linear sRGB (Ottosson's matrices), out-of-range channels cut as a screen does. */
function luminance(lightness: number, chroma: number, hue: number): number {
	const a = chroma * Math.cos((hue * Math.PI) / 180);
	const b = chroma * Math.sin((hue * Math.PI) / 180);
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
	const cut = (x: number) => Math.min(1, Math.max(0, x));
	const red = cut(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
	const green = cut(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
	const blue = cut(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const grounds = ['bg', 'surface', 'raised', 'sunken', 'accent-soft'];
const statuses = ['ok', 'attention', 'severe', 'info'];

/** [what is drawn, what it is drawn on] */
const text = [
	...['text', 'muted', 'accent', 'accent-strong'].flatMap((ink) =>
		grounds.map((ground) => [ink, ground])
	),
	...statuses.flatMap((ink) => [...grounds, `${ink}-soft`].map((ground) => [ink, ground])),
	...statuses.map((ground) => ['text', `${ground}-soft`]),
	['accent-text', 'accent'],
	['accent-text', 'accent-strong'],
	['severe-text', 'severe']
];
const graphics = [
	...['control', 'accent', 'lane-agent', 'lane-customer', 'playhead'].flatMap((ink) =>
		['bg', 'surface', 'raised'].map((ground) => [ink, ground])
	)
];

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
	const colours = luminances(theme);
	const contrast = (pair: string[]) => {
		const [low, high] = pair.map((name) => colours.get(name)!).sort((x, y) => x - y);
		return (high! + 0.05) / (low! + 0.05);
	};
	const below = (pairs: string[][], least: number) =>
		pairs
			.filter((pair) => !(contrast(pair) >= least))
			.map((pair) => `${pair.join(' on ')}: ${contrast(pair).toFixed(2)}`);

	it('has text at 4.5 to 1 or more', () => {
		expect(below(text, 4.5)).toEqual([]);
	});

	it('has graphics, control edges and focus at 3 to 1 or more', () => {
		expect(below(graphics, 3)).toEqual([]);
	});

	it('has every colour that the other theme has', () => {
		const other = luminances(theme === 'light' ? 'dark' : 'light');
		expect([...colours.keys()]).toEqual([...other.keys()]);
		expect(colours.size).toBeGreaterThan(20);
	});
});
