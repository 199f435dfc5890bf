import { globSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { formFields } from '#src/form-fields.ts';

const routes = path.resolve('src/routes');

/** The addresses of a route's forms: the page itself, or its named actions. */
function addressesOf(file: string): string[] {
	const source = readFileSync(path.join(routes, file), 'utf8');
	const folder = path.dirname(file);
	const id = folder === '.' ? '/' : `/${folder}`;
	if (path.basename(file) === '+server.ts') return source.includes('formData()') ? [id] : [];
	return actionsIn(source).map((name) => (name === 'default' ? id : `${id}?/${name}`));
}

function actionsIn(source: string): string[] {
	const names: string[] = [];
	for (const statement of ts.createSourceFile('', source, ts.ScriptTarget.Latest).statements) {
		if (!ts.isVariableStatement(statement)) continue;
		for (const { name, initializer } of statement.declarationList.declarations) {
			if (!ts.isIdentifier(name) || name.text !== 'actions') continue;
			if (!initializer || !ts.isObjectLiteralExpression(initializer))
				throw new Error('actions are written out where they are exported');
			for (const property of initializer.properties)
				names.push(ts.isSpreadAssignment(property) ? '…' : textOf(property.name));
		}
	}
	return names;
}

const textOf = (name: ts.PropertyName): string =>
	ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : '…';

it('every form there is has its fields listed, and no other', () => {
	const files = globSync('**/+{page.server,server}.ts', { cwd: routes }).map(String);
	const found = files.flatMap(addressesOf);
	expect(found.length).toBeGreaterThan(60);
	expect(Object.keys(formFields).sort()).toEqual(found.sort());
});
