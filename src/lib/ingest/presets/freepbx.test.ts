import { describe, expect, it } from 'vitest';
import { freepbx } from './freepbx.ts';

const read = (fileName: string) => {
	const reading = freepbx.read({ fileName, relativePath: fileName }, null, () => null);
	return reading.ok ? reading.said : reading;
};

describe('names of FreePBX', () => {
	it.each([
		[
			'q-400-07700900123-20250327-092517-1743042317.12206.wav',
			'inbound',
			'07700900123',
			'400',
			null
		],
		[
			'out-02079460110-3201-20250327-100500-1743044700.12230.wav',
			'outbound',
			'02079460110',
			null,
			'3201'
		],
		['internal-3202-3201-20250327-102000-1743045600.12240.wav', 'internal', null, null, '3202'],
		[
			'rg-600-07700900124-20250327-110000-1743048000.12250.wav',
			'inbound',
			'07700900124',
			null,
			null
		],
		[
			'external-3201-+447700900125-20250327-111000-1743048600.12260.wav',
			'inbound',
			'+447700900125',
			null,
			'3201'
		],
		[
			'out-alice-smith-3201-20250327-112000-1743049200.12270.wav',
			'outbound',
			'alice-smith',
			null,
			'3201'
		],
		[
			'out-+1-202-555-0143-3201-20250327-112000-1743049200.12270.mp3',
			'outbound',
			'+1-202-555-0143',
			null,
			'3201'
		],
		['8000-8000-3201-20250327-120000-1743051600.12290.wav', 'internal', null, null, '3201'],
		[
			'ondemand-3202-07700900126-20250327-130000-1743055200.12310.wav',
			'inbound',
			'07700900126',
			null,
			'3202'
		],
		[
			'q-400-07700900127-20250327-235950-1743094790.12330.WAV',
			'inbound',
			'07700900127',
			'400',
			null
		],
		[
			'in-3202-07700900129-20250327-141000-1743059400.12350.wav',
			'inbound',
			'07700900129',
			null,
			'3202'
		],
		['in-3202-anonymous-20250327-141000-1743059400.12350', 'inbound', null, null, '3202'],
		['exten-101-102-20180201-143534-1517481334.0.wav', 'internal', null, null, '101'],
		[
			'exten-101-07700900129-20180201-143534-1517481334.0.gsm',
			'inbound',
			'07700900129',
			null,
			'101'
		],
		[
			'force-07700900126-3201-20250327-130000-1743055200.12310.wav',
			'outbound',
			'07700900126',
			null,
			'3201'
		],
		['force-3201-unknown-20250327-130000-1743055200.12310.wav', 'unknown', null, null, '3201'],
		['parked-70-3201-20250327-130000-1743055200.12310.wav', 'internal', null, null, '70']
	])('%s', (fileName, direction, customer, queue, endpoint) => {
		expect(read(fileName)).toMatchObject({ direction, customer, queue, endpoint });
	});

	it('carry the clock in their id, with a system name before it or not', () => {
		expect(read('out-02079460111-3201-20250327-113000-pbx-hcm-1743049800.12280.wav')).toMatchObject(
			{
				sourceKey: 'pbx-hcm-1743049800.12280',
				epochMs: 1_743_049_800_000,
				customer: '02079460111',
				endpoint: '3201'
			}
		);
		expect(read('confbridge-sales-1743049800.wav')).toMatchObject({ epochMs: 1_743_049_800_000 });
	});

	it('lose the number of a copy', () => {
		expect(read('out-02079460110-3201-20250327-100500-1743044700.12230 (1).wav')).toMatchObject({
			sourceKey: '1743044700.12230'
		});
	});

	it.each([
		['客户 来电 😀 2025-08-22 16.40.00.wav', 'unique id'],
		['out-1-2-1743044700.12230.wav', 'date-time'],
		['other-1-2-20250327-100500-1743044700.12230.wav', 'type-destination-from'],
		['out-3201-20250327-100500-1743044700.12230.wav', 'type-destination-from'],
		['out-1-2-20251327-100500-1743044700.12230.wav', 'date-time'],
		['', 'unique id']
	])('are refused with the part that is missing: %s', (fileName, part) => {
		expect(read(fileName)).toMatchObject({ ok: false, code: 'E_PATTERN_NO_MATCH', part });
	});
});
