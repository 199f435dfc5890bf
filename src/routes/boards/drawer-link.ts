/** The address of the list of reviews that a plain press of a link leads to; undefined for another link, and for another tab. */
export function pressedLink(event: MouseEvent): string | undefined {
	const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="/reviews?"]');
	const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
	return link && event.button === 0 && !elsewhere ? link.getAttribute('href')! : undefined;
}

/** The link of a page that opens the list. */
export const linkTo = (content: HTMLElement, href: string): HTMLElement | undefined =>
	content.querySelector<HTMLElement>(`a[href="${CSS.escape(href)}"]`) ?? undefined;
