import type { Command } from './command.ts';
import { assess } from './assess.ts';
import { drawRun } from './draw-run.ts';
import { drawShow } from './draw-show.ts';
import { drawVerify } from './draw-verify.ts';
import { importCommand } from './import.ts';
import { peaks } from './peaks.ts';
import { penalty } from './penalty.ts';
import { probe } from './probe.ts';
import { score } from './score.ts';

/** Every command, in the order of the overview: one line each. */
export const commands: Command[] = [
	importCommand,
	probe,
	peaks,
	drawRun,
	drawShow,
	drawVerify,
	assess,
	penalty,
	score
];
