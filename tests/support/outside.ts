/** Small servers of the kinds that checkpoints are sent to; each keeps what it was given and goes with the test. */
import { createSocket } from 'node:dgram';
import { createServer as createHttp, type IncomingHttpHeaders } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

async function listen(server: Server, port: number): Promise<number> {
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
	return (server.address() as AddressInfo).port;
}

export async function syslogByUdp() {
	const got: string[] = [];
	const socket = createSocket('udp4', (bytes) => void got.push(bytes.toString()));
	await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
	onTestFinished(() => new Promise<void>((resolve) => socket.close(resolve)));
	return { got, port: socket.address().port };
}

export async function syslogByTcp() {
	const got: string[] = [];
	const take = (socket: Socket) => socket.on('data', (bytes) => got.push(bytes.toString()));
	return { got, port: await listen(createServer(take), 0) };
}

/** Takes any mail; `got` holds each one's text as it came over the wire. */
export async function mailServer(port = 0) {
	const got: string[] = [];
	const take = (socket: Socket) => {
		let data: string | undefined;
		socket.on('error', () => undefined);
		socket.write('220 test\r\n');
		socket.on('data', (bytes) => {
			const text = bytes.toString();
			if (data !== undefined) {
				data += text;
				if (!data.endsWith('\r\n.\r\n')) return;
				got.push(data);
				data = undefined;
				return void socket.write('250 taken\r\n');
			}
			if (/^data/i.test(text)) {
				data = '';
				return void socket.write('354 go on\r\n');
			}
			socket.write(/^quit/i.test(text) ? '221 bye\r\n' : '250 ok\r\n');
		});
	};
	return { got, port: await listen(createServer(take), port) };
}

export interface StoredObject {
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
}

export async function objectStore(status = 200) {
	const got: StoredObject[] = [];
	const server = createHttp((request, response) => {
		let body = '';
		request.on('data', (part: Buffer) => (body += part.toString()));
		request.on('end', () => {
			got.push({ url: request.url ?? '', headers: request.headers, body });
			response.writeHead(status).end();
		});
	});
	return { got, port: await listen(server, 0) };
}

/** A port of this machine on which nobody answers. */
export async function closedPort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise<void>((resolve) => void server.close(() => resolve()));
	return port;
}
