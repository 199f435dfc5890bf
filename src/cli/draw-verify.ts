import { verifyDraw } from '#lib/duty/server/stored-draws.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { UsageError, type Command } from './command.ts';

export const drawVerify: Command = {
	name: 'draw verify',
	summary: 'Replays a draw from its stored facts: match, or the first difference (then exit 3).',
	usage: 'ID',
	options: {},
	async run(call) {
		const [id] = call.positionals;
		if (!id || !isId(id) || call.positionals.length > 1)
			throw new UsageError('draw verify: give the id of a draw');
		const { db } = await call.runtime();
		const result = await verifyDraw(db.read, id);
		if (!result) throw new UsageError('draw verify: there is no such draw');
		call.answer(result, () => {
			if (result.match) return ['match'];
			const { fault, unitId, round } = result;
			const where = [unitId && `unit ${unitId}`, round !== undefined && `round ${round}`];
			return [[fault, ...where].filter(Boolean).join(', ')];
		});
		return result.match ? 0 : 3;
	}
};
