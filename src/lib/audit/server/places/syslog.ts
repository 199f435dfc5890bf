/** `syslog://host:514` and `syslog+tcp://host:514`: one message of RFC 5424 for each note, framed as RFC 6587 says. */
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { inOneLine } from '../../checkpoint.ts';
import { SENDING_LIMIT_MS, shownAddress, type Place, type Sent } from './place.ts';

/** Facility 13 (log audit), severity 5 (notice). */
const PRIORITY = 13 * 8 + 5;
const DEFAULT_PORT = 514;

function message(note: Sent): string {
	const host = hostname().replaceAll(/[^\x21-\x7e]/g, '') || '-';
	const at = note.at.toISOString();
	return `<${PRIORITY}>1 ${at} ${host} listenback ${process.pid} checkpoint - ${inOneLine(note)}`;
}

export function syslogPlace(address: string): Place {
	const { protocol, hostname: host, port } = new URL(address);
	const to = { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port || DEFAULT_PORT) };
	const send = protocol === 'syslog+tcp:' ? overTcp : overUdp;
	return { name: shownAddress(address), send: (notes) => send(to, notes.map(message)) };
}

interface Target {
	host: string;
	port: number;
}

/** A datagram gives no answer: that it was sent is all that is known. */
async function overUdp({ host, port }: Target, messages: string[]): Promise<void> {
	const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
	try {
		for (const text of messages)
			await new Promise<void>((resolve, reject) => {
				socket.once('error', reject);
				socket.send(text, port, host, (error) => (error ? reject(error) : resolve()));
			});
	} finally {
		socket.close();
	}
}

function overTcp({ host, port }: Target, messages: string[]): Promise<void> {
	const framed = messages.map((text) => `${Buffer.byteLength(text)} ${text}`).join('');
	return new Promise((resolve, reject) => {
		const socket = connect({ host, port });
		socket.setTimeout(SENDING_LIMIT_MS, () => socket.destroy(new Error('no answer in time')));
		socket.on('error', reject);
		socket.on('close', () => resolve());
		socket.on('connect', () => socket.end(framed));
		socket.resume();
	});
}
