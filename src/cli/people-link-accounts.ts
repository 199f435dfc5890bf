import { linkAccounts, unlinkAccounts } from '#lib/people/server/persons.ts';
import { personByStaffNo } from '#lib/people/server/queries.ts';
import { UsageError, type Command } from './command.ts';

export const peopleLinkAccounts: Command = {
	name: 'people link-accounts',
	summary: 'Two accounts of one person: the rules that ask for another person count them as one.',
	usage: 'STAFFNO OTHER-STAFFNO | --part STAFFNO [--json]',
	options: { part: { type: 'boolean', help: 'the account is a person of its own again' } },
	async run(call) {
		const part = call.flag('part');
		const [main, other, ...more] = call.positionals;
		if (!main || more.length > 0 || (other === undefined) !== part)
			throw new UsageError('people link-accounts: give two staff numbers, or --part and one');
		const runtime = await call.runtime();
		const idOf = async (staffNo: string) => {
			const person = await personByStaffNo(runtime.db.read, staffNo);
			if (!person) throw new UsageError(`people link-accounts: nobody has staff number ${staffNo}`);
			return person.id;
		};
		const mainId = await idOf(main);
		const outcome = other
			? await linkAccounts(runtime.context(), { mainId, otherId: await idOf(other) })
			: await unlinkAccounts(runtime.context(), mainId);
		if (!outcome.ok) throw new UsageError(`people link-accounts: ${outcome.refusal}`);
		call.answer({ staffNo: main, ...(other && { other }) }, () => [
			other ? `${main} and ${other} are one person` : `${main} is a person of its own`
		]);
		return 0;
	}
};
