/** The handlers that files under src/routes give, read from their text: nothing is run. */
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';

const folder = path.resolve('src/routes');
const serving = /\+(page|layout)?\.?server\.ts$/;

/** Route id → its handlers: `load`, `layout`, `?/action`, `GET` and so on, each list sorted. */
export function routeHandlers(): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const file of filesUnder(folder).filter((file) => serving.test(file))) {
		const id = `/${path.relative(folder, path.dirname(file)).split(path.sep).join('/')}`;
		const names = exportsOf(file).map((name) =>
			path.basename(file).startsWith('+layout') && name === 'load' ? 'layout' : name
		);
		found.set(id, [...(found.get(id) ?? []), ...names].sort());
	}
	return found;
}

export const filesUnder = (where: string): string[] =>
	readdirSync(where, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name));

function exportsOf(file: string): string[] {
	const text = readFileSync(file, 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	return source.statements.flatMap((statement) => {
		const exported =
			ts.canHaveModifiers(statement) &&
			ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
		if (ts.isExportDeclaration(statement) && !statement.isTypeOnly)
			throw new Error(`${file}: a handler must be declared where it is exported`);
		if (!exported) return [];
		if (ts.isFunctionDeclaration(statement)) return statement.name ? [statement.name.text] : [];
		if (!ts.isVariableStatement(statement)) return [];
		return statement.declarationList.declarations.flatMap((declared) =>
			declared.name.getText() === 'actions'
				? actionsOf(declared.initializer, file)
				: [declared.name.getText()]
		);
	});
}

/** Names of the form actions; a spread would hide one. */
function actionsOf(initializer: ts.Expression | undefined, file: string): string[] {
	let given = initializer;
	while (given && (ts.isSatisfiesExpression(given) || ts.isAsExpression(given)))
		given = given.expression;
	if (!given || !ts.isObjectLiteralExpression(given))
		throw new Error(`${file}: actions must be written out`);
	return given.properties.map(({ name }) => {
		if (!name) throw new Error(`${file}: an action hides in a spread`);
		return `?/${ts.isStringLiteral(name) ? name.text : name.getText()}`;
	});
}
