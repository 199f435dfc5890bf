/**
 * The work order that followed a call, as its source delivered it. It stands with the call under
 * these attribute names, so that whoever listens can tell whether address, telephone and station
 * were entered as the caller said them.
 */
import { maskFileName, maskNumber } from './masking.ts';

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
	/** Masked: the number as entered is read by unmasking it, as the customer's is. */
	phone: string | null;
	station: string | null;
}

/** The telephone of the work order as it was entered; null when none was. */
export const orderPhoneOf = (attributes: Readonly<Record<string, unknown>>): string | null =>
	delivered(attributes)[2];

/**
 * What was delivered of the work order, as shown: telephone masked, and any number in address and
 * station as in a file's name. The order's own number stays, unless it holds that telephone. Null
 * when nothing was delivered.
 */
export function workOrderOf(attributes: Readonly<Record<string, unknown>>): WorkOrder | null {
	const [number, address, phone, station] = delivered(attributes);
	if (!number && !address && !phone && !station) return null;
	return {
		number: number && phone ? number.replaceAll(phone, maskNumber(phone) ?? '') : number,
		address: address && maskFileName(address),
		phone: maskNumber(phone),
		station: station && maskFileName(station)
	};
}

type Delivered = [string | null, string | null, string | null, string | null];

const delivered = (attributes: Readonly<Record<string, unknown>>) =>
	workOrderAttributes.map((name) => {
		const value = attributes[name];
		return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
	}) as Delivered;
