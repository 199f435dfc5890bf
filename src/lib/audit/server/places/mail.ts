/** `mailto:auditor@example.com`: one mail with all notes, by the server of LISTENBACK_SMTP. */
import { createTransport } from 'nodemailer';
import { envelope } from '../../checkpoint.ts';
import { SENDING_LIMIT_MS, shownAddress, type Place, type PlaceSettings } from './place.ts';

export function mailPlace(address: string, { smtp }: PlaceSettings): Place {
	const to = decodeURIComponent(new URL(address).pathname);
	return {
		name: shownAddress(address),
		async send(notes) {
			if (!smtp) throw new Error('LISTENBACK_SMTP is not set');
			const { server, from } = senderOf(smtp);
			const limits = {
				connectionTimeout: SENDING_LIMIT_MS,
				greetingTimeout: SENDING_LIMIT_MS,
				socketTimeout: SENDING_LIMIT_MS
			};
			const transport = createTransport({ ...server, ...limits });
			try {
				await transport.sendMail({
					...{ from, to },
					subject: `Listenback checkpoint ${notes.at(-1)?.seq ?? ''}`,
					text: notes.map(envelope).join('\n')
				});
			} finally {
				transport.close();
			}
		}
	};
}

function senderOf(smtp: string) {
	const url = new URL(smtp);
	const user = decodeURIComponent(url.username);
	const secure = url.protocol === 'smtps:';
	const named = user.includes('@') ? user : `listenback@${url.hostname}`;
	return {
		server: {
			host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
			port: Number(url.port || (secure ? 465 : 587)),
			secure,
			...(user && { auth: { user, pass: decodeURIComponent(url.password) } })
		},
		from: url.searchParams.get('from') ?? named
	};
}
