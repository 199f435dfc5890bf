import { beforeAll, describe, expect, it } from 'vitest';
import { spokenCall } from '../../../../tests/support/sound.ts';
import { SoundMeter, type Measured } from './sound-meter.ts';

let call: Int16Array;

beforeAll(async () => {
	const { wav } = await spokenCall();
	call = new Int16Array(new Uint8Array(wav.subarray(44)).buffer);
});

function measure(samples: Int16Array, frames = 4096): Measured {
	const meter = new SoundMeter(8000, 2);
	for (let at = 0; at < samples.length; at += frames * 2)
		meter.push(samples.subarray(at, at + frames * 2));
	return meter.finish();
}

/** Each side also carries the other, quieter by `decibels`, as a telephone line's echo does. */
function leaking(decibels: number): Int16Array {
	const factor = 10 ** (-decibels / 20);
	return call.map((value, i) => value + factor * call[i ^ 1]!);
}

describe('speech in a spoken call', () => {
	it('finds both sides speaking in turn', () => {
		const { facts, heardMs } = measure(call);
		const [agent, customer] = facts.speechMs as [number, number];
		expect(agent).toBeGreaterThan(8000);
		expect(customer).toBeGreaterThan(4000);
		expect(facts.overtalkMs).toBeLessThan(300);
		expect(heardMs).toBeGreaterThan(12_000);
	});

	it.each([20, 30, 40])('takes no echo at -%i dB for an interruption', (decibels) => {
		const clean = measure(call).facts;
		const { facts } = measure(leaking(decibels));
		expect(facts.overtalkMs).toBeLessThan(600);
		facts.speechMs.forEach((ms, side) => {
			expect(Math.abs(ms - clean.speechMs[side]!)).toBeLessThan(1500);
		});
	});

	it('hears both when both speak', () => {
		const ahead = 3 * 8000 * 2;
		const together = call.map((value, i) => (i % 2 ? call[(i + ahead) % call.length]! : value));
		const { facts } = measure(together);
		expect(facts.overtalkMs).toBeGreaterThan(4000);
		expect(facts.overtalkMs).toBeLessThanOrEqual(Math.min(...facts.speechMs));
	});

	it('counts no interruption where both channels are one sound', () => {
		const both = call.map((_, i) => call[i - (i % 2)]!);
		expect(measure(both).facts.overtalkMs).toBe(0);
		expect(measure(both).issues).toEqual([{ code: 'C_IDENTICAL_CHANNELS' }]);
	});

	it('does not depend on how the sound is cut into chunks', () => {
		expect(measure(call, 333).facts).toEqual(measure(call, 100_000).facts);
	});

	it('finds in the second ten minutes what it finds in the first', () => {
		const times = Math.ceil((11 * 60 * 8000 * 2) / call.length);
		const long = new Int16Array(call.length * times);
		for (let i = 0; i < times; i++) long.set(call, i * call.length);
		const once = measure(call).facts.speechMs[0]!;
		const all = measure(long).facts.speechMs[0]!;
		expect(Math.abs(all / times / once - 1)).toBeLessThan(0.03);
	});
});
