import * as v from 'valibot';

/** Thousandths of the weight for each one that is counted. */
export const eachTaken = v.strictObject({
	each: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))
});
