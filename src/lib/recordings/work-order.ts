/**
 * The work order that followed a call, as its source delivered it. It stands with the call under
 * these attribute names, so that whoever listens can tell whether address, telephone and station
 * were entered as the caller said them.
 */
import { maskNumber } from './masking.ts';

/** Attribute names that every preset and every delivery uses. */
export const workOrderAttributes = [
	'workOrder',
	'orderAddress',
	'orderPhone',
	'orderStation'
] as const;

export interface WorkOrder {
	number: string | null;
	address: string | null;
	/** As entered, or masked. */
	phone: string | null;
	station: string | null;
}

/** What was delivered of the work order; null when nothing of it was. */
export function workOrderOf(
	attributes: Readonly<Record<string, unknown>>,
	{ unmasked }: { unmasked: boolean }
): WorkOrder | null {
	const [number, address, phone, station] = workOrderAttributes.map((name) => {
		const value = attributes[name];
		return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
	}) as [string | null, string | null, string | null, string | null];
	if (!number && !address && !phone && !station) return null;
	return { number, address, phone: unmasked ? phone : maskNumber(phone), station };
}
