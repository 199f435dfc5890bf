/** Checks on an operator's own name pattern, and its pieces, without running it. */
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';

const PATTERN_LIMIT = 500;

type PatternRefusal = 'pattern-too-long' | 'pattern-invalid' | 'pattern-without-time';

const timeGroups = /\(\?<(t|time|date|year|epoch|uniqueid|sourceKey)>/;

/** Python's `(?P<name>…)` is taken as `(?<name>…)`; the rest must be a regular expression with a group for the time. */
export function checkPattern(pattern: string): Decision<string, PatternRefusal> {
	const text = pattern.replaceAll('(?P<', '(?<');
	if (text.length > PATTERN_LIMIT) return refuse('pattern-too-long', { limit: PATTERN_LIMIT });
	try {
		new RegExp(text, 'u');
	} catch {
		try {
			new RegExp(text);
		} catch (error) {
			return refuse('pattern-invalid', { message: (error as Error).message });
		}
	}
	return timeGroups.test(text) ? accept(text) : refuse('pattern-without-time');
}

/** The pattern cut after each of its top-level pieces, shortest first: whole groups, classes, escapes and characters with their quantifiers. */
export function patternPrefixes(pattern: string): string[] {
	const prefixes: string[] = [];
	let at = 0;
	while (at < pattern.length) {
		at = endOfPiece(pattern, at);
		const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(pattern.slice(at));
		at += quantifier?.[0].length ?? 0;
		prefixes.push(pattern.slice(0, at));
	}
	return prefixes;
}

function endOfPiece(pattern: string, at: number): number {
	const char = pattern[at];
	if (char === '\\') return at + 2;
	if (char === '[') return endOfClass(pattern, at);
	if (char !== '(') return at + 1;
	let depth = 0;
	for (let i = at; i < pattern.length;) {
		if (pattern[i] === '\\') i += 2;
		else if (pattern[i] === '[') i = endOfClass(pattern, i);
		else {
			if (pattern[i] === '(') depth += 1;
			if (pattern[i] === ')') depth -= 1;
			i += 1;
			if (depth === 0) return i;
		}
	}
	return pattern.length;
}

function endOfClass(pattern: string, at: number): number {
	for (let i = at + 1; i < pattern.length; i++) {
		if (pattern[i] === '\\') i += 1;
		else if (pattern[i] === ']') return i + 1;
	}
	return pattern.length;
}
