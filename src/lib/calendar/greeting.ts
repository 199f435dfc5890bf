/**
 * Holiday greetings: in the dates announced each time, calls open with 新年好, 劳动节快乐,
 * 中秋节快乐 or 国庆节快乐 instead of the ordinary greeting.
 */

/** What is said, by language. */
export interface Greeting {
	en: string;
	'zh-CN': string;
}
