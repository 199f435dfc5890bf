import { freepbx } from './freepbx.ts';
import { generic } from './generic.ts';
import type { Preset } from './define.ts';

/** Every preset, in the order of the form. */
export const presets: Preset[] = [freepbx, generic];

export const presetNames = presets.map(({ name }) => name);

export const presetOf = (name: string): Preset | undefined =>
	presets.find((preset) => preset.name === name);
