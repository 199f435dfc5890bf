import { issuePasswordLink } from '#lib/auth/server/credentials.ts';
import { personByStaffNo } from '#lib/people/server/queries.ts';
import { UsageError, type Command } from './command.ts';

export const peopleLink: Command = {
	name: 'people link',
	summary: 'A link with which a person sets a password: once, within 24 hours.',
	usage: 'STAFFNO [--json]',
	options: {},
	async run(call) {
		const [staffNo, ...more] = call.positionals;
		if (!staffNo || more.length > 0) throw new UsageError('people link: give one STAFFNO');
		const runtime = await call.runtime();
		const person = await personByStaffNo(runtime.db.read, staffNo);
		if (!person) throw new UsageError(`people link: nobody has staff number ${staffNo}`);
		const issued = await issuePasswordLink(runtime.context(), person.id);
		if (!issued.ok) throw new UsageError(`people link: ${staffNo} is disabled`);
		const { origin, port } = runtime.config;
		const link = `${origin ?? `http://localhost:${port}`}/set-password?token=${issued.value.token}`;
		call.answer({ staffNo, link }, () => [link]);
		return 0;
	}
};
