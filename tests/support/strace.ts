/** `strace`, which records and disturbs the system calls of a program. */
import { spawnSync } from 'node:child_process';
import { install, isRootDebian } from './browser.ts';

/** What keeps it from being used here, or undefined; installs it where that can be done. */
export function straceMisses(): string | undefined {
	if (process.platform !== 'linux') return 'strace is for Linux';
	if (!works() && isRootDebian) install('strace');
	return works() ? undefined : 'strace is not on this machine, or may not trace';
}

const works = () => spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
