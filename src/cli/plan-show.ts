import { planHistory } from '#lib/sampling/server/plan-history.ts';
import { ensureStandardPlans, planByKey } from '#lib/sampling/server/plans.ts';
import { businessDay, dayText } from '#lib/shared/calendar.ts';
import { UsageError, type Command } from './command.ts';
import { planReport } from './plan-list.ts';

export const planShow: Command = {
	name: 'plan show',
	summary: 'Shows a plan: the rule in force, the change to come, and every version with its date.',
	usage: 'KEY [--json]',
	options: {},
	async run(call) {
		const [key, ...rest] = call.positionals;
		if (key === undefined || rest.length > 0)
			throw new UsageError('plan show: give the key of one plan; `plan list` names them');
		const context = (await call.runtime()).context();
		const { db, now, zone } = context;
		await ensureStandardPlans(context);
		const plan = await planByKey(db.read, key, businessDay(now, zone));
		if (!plan) throw new UsageError(`plan show: there is no plan ${key}`);
		const versions = (await planHistory(db.read, plan.planId)).map(
			({ version, effectiveFrom, createdAt, createdBy, reason }) => ({
				version,
				effectiveFrom: dayText(effectiveFrom),
				createdAt: createdAt.toISOString(),
				createdBy,
				reason
			})
		);
		const report = { ...planReport(plan), versions };
		call.answer(report, () => [
			`plan ${key}: ${(plan.inForce ?? plan.newest).rule.name.en}`,
			report.inForce
				? `version ${report.inForce.version} in force since ${report.inForce.effectiveFrom}`
				: 'no version in force yet',
			...(report.pending
				? [`version ${report.pending.version} from ${report.pending.effectiveFrom} on`]
				: []),
			...JSON.stringify((plan.inForce ?? plan.newest).rule, null, 2).split('\n'),
			...versions.map(
				({ version, effectiveFrom, createdAt, createdBy, reason }) =>
					`  ${version}\tfrom ${effectiveFrom}\t${createdAt}\t${createdBy}${reason ? `\t${reason}` : ''}`
			)
		]);
		return 0;
	}
};
