/**
 * FreePBX: `<type>-<dest>-<from>-<YYYYMMDD>-<HHMMSS>-<uniqueid>.<ext>`. Read from the right, since
 * numbers and the system name inside the id may hold `-`; the id's own epoch is the time.
 */
import type { Direction } from '#lib/recordings/call.ts';
import { parseStamp, uniqueidMs } from '../name-time.ts';
import {
	definePreset,
	directionByShape,
	isExtension,
	noMatch,
	numberOrNull,
	type NameReading,
	type ParsedName
} from './define.ts';

type Parties = Pick<ParsedName, 'direction' | 'customer' | 'queue' | 'endpoint'> & {
	attributes?: Record<string, string>;
};

const name =
	/^(?<pre>.+)-(?<d>\d{8})-(?<t>\d{6})-(?<uid>(?:.+-)?\d{9,10}\.\d+?)(?:\.(?<ext>[a-z]\w*))?$/i;

export const freepbx = definePreset({
	name: 'freepbx',
	sides: 'agent-left',
	takesPattern: false,
	read({ fileName }) {
		const bridge = /^(?:confbridge|conference)-(?<room>.+)-(?<epoch>\d{9,10})\.\w+$/i.exec(
			fileName
		);
		if (bridge?.groups) return conferenceBridge(bridge.groups.room!, bridge.groups.epoch!);
		const found = name.exec(withoutCopyNumber(fileName))?.groups;
		if (!found) return noMatch(missingPart(fileName));
		const parties = partiesOf(found.pre!);
		if (!parties) return noMatch('type-destination-from');
		const stamp = parseStamp(`${found.d}-${found.t}`);
		if (!stamp) return noMatch('date-time');
		const { attributes, ...rest } = parties;
		return {
			ok: true,
			said: {
				...rest,
				sourceKey: found.uid!,
				kind: null,
				agentRef: null,
				epochMs: uniqueidMs(found.uid!),
				stamp,
				attributes: { ...attributes }
			}
		};
	}
});

const withoutCopyNumber = (fileName: string) =>
	fileName.replace(/ ?\(\d{1,3}\)(?=\.[a-z]\w*$|$)/i, '');

function missingPart(fileName: string): string {
	if (!/\d{9,10}\.\d+/.test(fileName)) return 'unique id';
	return /-\d{8}-\d{6}-/.test(fileName) ? 'type-destination-from' : 'date-time';
}

/** Who is who, by type; undefined for a type that is none of FreePBX's. */
function partiesOf(pre: string): Parties | undefined {
	const first = pre.indexOf('-');
	if (first < 0) return undefined;
	const type = pre.slice(0, first).toLowerCase();
	const rest = pre.slice(first + 1);
	const [dest, from] = ends(rest, type === 'out');
	if (dest === undefined || from === undefined) return undefined;
	const attributes = { 'freepbx.type': type };
	const customer = numberOrNull(from);
	switch (type) {
		case 'q':
			return { direction: 'inbound', customer, queue: dest, endpoint: null, attributes };
		case 'rg':
			return {
				direction: 'inbound',
				customer,
				queue: null,
				endpoint: null,
				attributes: { ...attributes, 'freepbx.ringGroup': dest }
			};
		case 'in':
		case 'external':
			return { direction: 'inbound', customer, queue: null, endpoint: dest, attributes };
		case 'out':
			return {
				direction: 'outbound',
				customer: numberOrNull(dest),
				queue: null,
				endpoint: from,
				attributes
			};
		case 'internal':
			return {
				direction: 'internal',
				customer: null,
				queue: null,
				endpoint: dest,
				attributes: { ...attributes, 'freepbx.from': from }
			};
		case 'exten':
			return isExtension(from)
				? {
						direction: 'internal',
						customer: null,
						queue: null,
						endpoint: dest,
						attributes: { ...attributes, 'freepbx.from': from }
					}
				: { direction: 'inbound', customer, queue: null, endpoint: dest, attributes };
		case 'force':
		case 'parked':
		case 'ondemand':
			return { ...byShape(customer, numberOrNull(dest)), queue: null, attributes };
		default:
			return /^\d+$/.test(type) && dest === type ? conference(type, from) : undefined;
	}
}

/** The number dialled may hold `-` when calling out; else the caller's may. */
function ends(rest: string, outbound: boolean): [string?, string?] {
	const cut = outbound ? rest.lastIndexOf('-') : rest.indexOf('-');
	return cut <= 0 || cut === rest.length - 1 ? [] : [rest.slice(0, cut), rest.slice(cut + 1)];
}

function byShape(from: string | null, dest: string | null): Omit<Parties, 'queue' | 'attributes'> {
	const direction: Direction = directionByShape(from, dest);
	if (direction === 'outbound') return { direction, customer: dest, endpoint: from };
	if (direction === 'inbound') return { direction, customer: from, endpoint: dest };
	const endpoint = [dest, from].find((number) => number && isExtension(number)) ?? null;
	return {
		direction,
		customer: direction === 'internal' || from === endpoint ? null : from,
		endpoint
	};
}

function conference(room: string, from: string): Parties {
	return {
		direction: isExtension(from) ? 'internal' : 'inbound',
		customer: isExtension(from) ? null : numberOrNull(from),
		queue: null,
		endpoint: isExtension(from) ? from : null,
		attributes: { 'freepbx.type': 'conference', 'freepbx.room': room }
	};
}

function conferenceBridge(room: string, epoch: string): NameReading {
	return {
		ok: true,
		said: {
			sourceKey: `${room}-${epoch}`,
			direction: 'internal',
			kind: null,
			customer: null,
			queue: null,
			endpoint: null,
			agentRef: null,
			epochMs: Number(epoch) * 1000,
			attributes: { 'freepbx.type': 'conference', 'freepbx.room': room }
		}
	};
}
