/** LibreOffice without a window, which opens what the program wrote as somebody else's program does. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { install, isRootDebian } from './browser.ts';

/** What keeps it from being used here, or undefined; installs it where that can be done. */
export function libreOfficeMisses(): string | undefined {
	if (!works() && isRootDebian) install('libreoffice-calc-nogui');
	return works() ? undefined : 'LibreOffice is not on this machine';
}

const works = () => spawnSync('soffice', ['--version']).status === 0;

/** Every sheet of a workbook as CSV in UTF-8, as shown in its cells, by the sheet's name. */
export function sheetsAsCsv(folder: string, file: string): Record<string, string> {
	const done = spawnSync(
		'soffice',
		[
			`-env:UserInstallation=file://${path.join(folder, 'profile')}`,
			...['--headless', '--convert-to'],
			// Comma, quotes, UTF-8, from the first line, as shown, every sheet into a file of its own.
			'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1',
			...['--outdir', folder, file]
		],
		{ encoding: 'utf8', timeout: 240_000 }
	);
	if (done.status !== 0) throw new Error(`soffice: ${done.stderr}${done.stdout}`);
	const stem = `${path.basename(file, '.xlsx')}-`;
	return Object.fromEntries(
		readdirSync(folder)
			.filter((name) => name.startsWith(stem) && name.endsWith('.csv'))
			.map((name) => [name.slice(stem.length, -4), readFileSync(path.join(folder, name), 'utf8')])
	);
}
