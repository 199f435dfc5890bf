import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Rows of a table repeat: so many stand for all of them, and axe is through sooner. */
const ROWS = 6;

/** What axe finds on the page as it stands, target sizes included; further rows of long tables are taken out. */
export async function axeFaults(page: Page): Promise<string[]> {
	await page
		.locator(`tbody:not(:has([rowspan])) > tr:nth-child(n + ${ROWS + 1})`)
		.evaluateAll((rows) => rows.forEach((row) => row.remove()));
	const { violations } = await new AxeBuilder({ page })
		.options({
			runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
			rules: { 'target-size': { enabled: true } },
			resultTypes: ['violations']
		})
		.analyze();
	return violations.flatMap(({ id, nodes }) =>
		nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`)
	);
}
