/** International form of numbers; only what is certain, else null. */
const countries: Record<string, { code: string; trunk: string }> = {
	AU: { code: '61', trunk: '0' },
	CA: { code: '1', trunk: '1' },
	CN: { code: '86', trunk: '0' },
	DE: { code: '49', trunk: '0' },
	ES: { code: '34', trunk: '' },
	FR: { code: '33', trunk: '0' },
	GB: { code: '44', trunk: '0' },
	HK: { code: '852', trunk: '' },
	ID: { code: '62', trunk: '0' },
	IN: { code: '91', trunk: '0' },
	IT: { code: '39', trunk: '' },
	JP: { code: '81', trunk: '0' },
	KR: { code: '82', trunk: '0' },
	MO: { code: '853', trunk: '' },
	MY: { code: '60', trunk: '0' },
	RU: { code: '7', trunk: '8' },
	SG: { code: '65', trunk: '' },
	TH: { code: '66', trunk: '0' },
	TW: { code: '886', trunk: '0' },
	US: { code: '1', trunk: '1' },
	VN: { code: '84', trunk: '0' }
};

export const knownCountries = Object.keys(countries);

/** `07700900123` in GB → `+447700900123`; null for masked, short and odd numbers, and without a country. */
export function e164(raw: string | null, country: string | null): string | null {
	const text = raw?.replace(/[\s().-]/g, '') ?? '';
	if (/^\+\d{8,15}$/.test(text)) return text;
	const place = country ? countries[country] : undefined;
	if (!place || !/^\d{7,15}$/.test(text)) return null;
	if (text.startsWith('00') && text.length >= 11) return `+${text.slice(2)}`;
	// A mobile number in China has no trunk digit, and none is ever left away.
	const national =
		place.trunk && text.startsWith(place.trunk) ? text.slice(place.trunk.length) : text;
	const isWhole =
		national !== text ||
		!place.trunk ||
		/^1\d{10}$/.test(text) ||
		(place.code === '1' && text.length === 10);
	return isWhole && national.length >= 7 ? `+${place.code}${national}` : null;
}
