import { describe, expect, it } from 'vitest';
import { workOrderOf } from './work-order.ts';

const delivered = {
	workOrder: ' GD-0412 ',
	orderAddress: '和平路 18 号 3 单元',
	orderPhone: '13812348000',
	orderStation: '城东维修站',
	'name.site': 'A'
};

describe('workOrderOf', () => {
	it('masks the telephone', () => {
		expect(workOrderOf(delivered)).toEqual({
			number: 'GD-0412',
			address: '和平路 18 号 3 单元',
			phone: '138****8000',
			station: '城东维修站'
		});
	});

	it.each([{}, { 'name.site': 'A' }, { workOrder: '  ' }, { workOrder: 7 }])(
		'is null when nothing was delivered: %o',
		(attributes) => {
			expect(workOrderOf(attributes)).toBeNull();
		}
	);

	it('leaves open what was not delivered', () => {
		expect(workOrderOf({ orderStation: '城东维修站' })).toEqual({
			number: null,
			address: null,
			phone: null,
			station: '城东维修站'
		});
	});
});
