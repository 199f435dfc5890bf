/** Calls as a FreePBX recorder leaves them in its folder. */
import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { atTime, dayText, type BusinessDay } from '#lib/shared/calendar.ts';
import { wavFile } from '#src/demo/audio/wav.ts';
import type { App } from './app.ts';
import { spokenCall } from './sound.ts';

export interface Delivery {
	/** The extension of the agent's desk. */
	desk: string;
	day: BusinessDay;
	/** Calls of the day, from ten o'clock on, one an hour. */
	count: number;
	/** Length of the first one, ms; each further one of the delivery is a little longer. */
	lengthMs?: number;
}

/** Short calls of real speech, each with bytes of its own, brought in by the command line; the folder. */
export async function deliverCalls(app: App, zone: string, deliveries: Delivery[]) {
	const { wav } = await spokenCall();
	const folder = path.join(app.dataDir, 'monitor');
	mkdirSync(folder, { recursive: true });
	let serial = 0;
	for (const { desk, day, count, lengthMs = 6000 } of deliveries)
		for (let call = 0; call < count; call++) {
			const at = atTime(day, 10 + call, 0, zone).getTime() / 1000;
			const date = dayText(day).replaceAll('-', '');
			const name = `in-${desk}-1381234800${serial % 10}-${date}-${10 + call}0000-${at}.${serial}.wav`;
			writeFileSync(path.join(folder, name), cut(wav, lengthMs + 250 * serial));
			serial += 1;
		}
	const source = ['--source', 'pbx', '--preset', 'freepbx', '--zone', zone];
	return { count: serial, report: app.command<{ new: number }>('import', folder, ...source) };
}

/** The first `ms` of a 16-bit stereo call at 8 kHz. */
function cut(wav: Buffer, ms: number): Buffer {
	const bytes = wav.subarray(44, 44 + ms * 32);
	return wavFile(new Int16Array(Uint8Array.from(bytes).buffer), 2, 'pcm16');
}
