import { columnsOf } from '#lib/recordings/peaks-level.ts';

/** Draws true minimum and maximum per column of one lane, about its middle line, `gain` times as high. */
export const drawLane =
	(side: string, gain: number) =>
	(channels: (Float32Array | number[])[], context: CanvasRenderingContext2D) => {
		const { canvas } = context;
		const middle = canvas.height / 2;
		const y = (value: number) => Math.round(middle - value * gain * middle);
		canvas.dataset.lane = side;
		columnsOf(channels[0] ?? [], canvas.width).forEach(({ low, high }, x) => {
			const top = y(high);
			context.fillRect(x, top, 1, Math.max(1, y(low) - top));
		});
	};

/** Turns the style elements below `root`, which the content security policy refuses, into constructed sheets. */
export function adoptStyles(root: ShadowRoot) {
	const sheet = new CSSStyleSheet();
	for (const style of root.querySelectorAll('style')) {
		sheet.replaceSync(style.textContent);
		style.remove();
	}
	root.adoptedStyleSheets = [sheet];
}
