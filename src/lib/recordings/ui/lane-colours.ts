/** Tokens as a canvas understands them; `[wave, wave already played]` per lane. */
interface LaneColours {
	agent: [string, string];
	customer: [string, string];
	playhead: string;
}

/** Reads the tokens in force where `element` stands. */
export function laneColours(element: Element): LaneColours {
	const styles = getComputedStyle(element);
	const token = (name: string) => styles.getPropertyValue(`--color-${name}`).trim();
	return {
		agent: [token('lane-agent'), token('lane-agent-played')],
		customer: [token('lane-customer'), token('lane-customer-played')],
		playhead: token('playhead')
	};
}

/** Calls `act` when the theme changes, by the page's attribute or by the system, until the returned function is called. */
export function onThemeChange(act: () => void): () => void {
	const scheme = matchMedia('(prefers-color-scheme: dark)');
	const attribute = new MutationObserver(act);
	attribute.observe(document.documentElement, { attributeFilter: ['data-theme', 'class'] });
	scheme.addEventListener('change', act);
	return () => {
		attribute.disconnect();
		scheme.removeEventListener('change', act);
	};
}
