/** Which of our languages a browser asks for: the best of its list that we have; English when none is. */
export type Locale = 'en' | 'zh-CN';
const locales: readonly Locale[] = ['en', 'zh-CN'];

export const isLocale = (text: unknown): text is Locale => locales.includes(text as Locale);

/** Reads an `Accept-Language` header; every form of Chinese (`zh`, `zh-Hans`, `zh-TW`) means zh-CN. */
export function negotiateLocale(header: string | null): Locale {
	const wanted = (header ?? '')
		.split(',')
		.map((part) => {
			const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
			const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
			return { tag, quality: quality ? Number(quality.trim().slice(2)) : 1 };
		})
		.filter(({ quality }) => quality > 0)
		.sort((a, b) => b.quality - a.quality);
	for (const { tag } of wanted) {
		if (/^zh(-|$)/.test(tag)) return 'zh-CN';
		if (/^en(-|$)/.test(tag)) return 'en';
	}
	return 'en';
}
