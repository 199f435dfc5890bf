/** Names of browsers, the ones built upon others first: they carry those names as well. */
const browsers: [RegExp, string][] = [
	[/\bEdg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
	[/\bOPR\/(\d+)/, 'Opera'],
	[/\bQQBrowser\/(\d+)/, 'QQ Browser'],
	[/\bMicroMessenger\/(\d+)/, 'WeChat'],
	[/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
	[/\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/, 'Chrome'],
	[/\bVersion\/(\d+)[^ ]* .*Safari\//, 'Safari']
];

const systems: [RegExp, string][] = [
	[/\b(?:iPhone|iPad)\b/, 'iOS'],
	[/\bAndroid\b/, 'Android'],
	[/\bWindows\b/, 'Windows'],
	[/\bMac OS X\b/, 'macOS'],
	[/\bLinux\b/, 'Linux']
];

/** `Chrome 130 · Windows` of a User-Agent header; its own first 60 characters when it says nothing known. */
export function browserName(agent: string): string {
	const known = browsers.find(([form]) => form.test(agent));
	if (!known) return agent.slice(0, 60);
	const system = systems.find(([form]) => form.test(agent))?.[1];
	return [`${known[1]} ${known[0].exec(agent)![1]}`, system].filter(Boolean).join(' · ');
}
