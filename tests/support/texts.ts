/** The texts of one language, as a person of that language reads them on the screen. */
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

export type Locale = 'en' | 'zh-CN';

/** `t('today_start_next')`; slots are filled from `values`; an unknown key throws. */
export function texts(
	locale: Locale
): (key: string, values?: Record<string, string | number>) => string {
	const folder = path.resolve('src/lib/i18n/messages', locale);
	const all: Record<string, unknown> = {};
	for (const file of readdirSync(folder))
		Object.assign(all, JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
	return (key, values = {}) => {
		const message = all[key];
		if (typeof message !== 'string') throw new Error(`no plain text "${key}" in ${locale}`);
		return message.replace(/\{(\w+)\}/g, (_slot, name: string) =>
			String(values[name] ?? `{${name}}`)
		);
	};
}
