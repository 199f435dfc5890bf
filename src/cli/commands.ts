import type { Command } from './command.ts';

/** Every command, in the order of the overview: one line each. */
export const commands: Command[] = [];
