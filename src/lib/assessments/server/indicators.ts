/** Indicators: defining them anew, and entering what was measured. */
import * as v from 'valibot';
import { appendAudit } from '#lib/audit/server/append.ts';
import { may } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Scribe } from '#lib/people/server/records.ts';
import { teams } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId, newId } from '#lib/platform/server/ids.ts';
import { businessDay, monthOfDay, type BusinessMonth } from '#lib/shared/calendar.ts';
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import {
	decideDefinition,
	indicatorContent,
	indicatorKey,
	type DefinitionRefusal,
	type IndicatorPlace,
	type ValueRefusal
} from '../indicator.ts';
import { closedDepartments } from './locks.ts';
import { indicatorsFor, newestDefinition, valuesOfMonth } from './indicators-of-month.ts';
import { agentsOfMonth } from './month-facts-people.ts';
import { lastClosedMonth } from './schemes.ts';
import { indicatorValues, indicatorVersions } from './schema.ts';
import { standingAfter } from './standing-after.ts';

interface Definition {
	key: string;
	content: unknown;
	effectiveFrom: BusinessMonth;
}

/** A further version of an indicator, or a new one, in force from a month on. */
export function defineIndicator(
	{ db, actor, now, zone }: Context,
	{ key, content, effectiveFrom }: Definition
): Promise<Decision<{ version: number }, DefinitionRefusal>> {
	return db.tx(async (tx): Promise<Decision<{ version: number }, DefinitionRefusal>> => {
		if (!may(actor, 'indicator.enter')) return refuse('not-allowed');
		const read = v.safeParse(indicatorContent, content);
		if (!read.success || !v.is(indicatorKey, key)) return refuse('invalid');
		const decision = decideDefinition(
			{ content: read.output, effectiveFrom },
			{
				newest: await newestDefinition(tx, key),
				current: monthOfDay(businessDay(now, zone)),
				lastClosed: await lastClosedMonth(tx)
			}
		);
		if (!decision.ok) return decision;

		const { version } = decision.value;
		const id = newId(now);
		const row = { id, key, version, effectiveFrom, createdAt: now, createdBy: actor.id };
		await tx.insert(indicatorVersions).values({ ...row, content: canonicalJson(read.output) });
		const facts = { key, version, effectiveFrom, content: read.output };
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'indicator.versioned', subject: `indicator:${id}`, facts }
		);
		return decision;
	});
}

export interface NewValue extends IndicatorPlace {
	key: string;
	numerator: number;
	denominator: number;
	source: string;
}

/** Enters one value; the newest of a place stands. */
export function enterValue(
	context: Context,
	{ month, ...value }: NewValue & { month: BusinessMonth }
): Promise<Decision<undefined, ValueRefusal>> {
	return context.db.tx(async (tx): Promise<Decision<undefined, ValueRefusal>> => {
		const { actor, now } = context;
		if (!may(actor, 'indicator.enter')) return refuse('not-allowed');
		const [fault] = await valueFaults(tx, context, month, [value]);
		if (fault) return refuse(fault);
		await saveValues({ tx, actor, now }, month, [value]);
		return accept(undefined);
	});
}

/** What stands against each of the values, in their order; undefined where nothing does. */
export async function valueFaults(
	read: Reader,
	{ actor, now, zone }: Pick<Context, 'actor' | 'now' | 'zone'>,
	month: BusinessMonth,
	values: readonly NewValue[]
): Promise<(Exclude<ValueRefusal, 'not-allowed'> | undefined)[]> {
	const definitions = await indicatorsFor(read, month);
	const standing = await valuesOfMonth(read, { month });
	const agentIds = values.flatMap(({ agentId }) => agentId ?? []).filter(isId);
	const agents = agentIds.length
		? await agentsOfMonth(read, { month, zone, agentIds }, agentIds)
		: [];
	const teamRows = await read
		.select({ id: teams.id, departmentId: teams.departmentId })
		.from(teams);
	const closed = await closedDepartments(read, month);
	return values.map((value) => {
		if (!definitions.has(value.key)) return 'unknown-indicator';
		if (month > monthOfDay(businessDay(now, zone))) return 'month-to-come';
		const departmentId =
			value.departmentId ??
			teamRows.find(({ id }) => id === value.teamId)?.departmentId ??
			agents.find(({ agentId }) => agentId === value.agentId)?.departmentId;
		if (!departmentId) return 'unknown-place';
		if (!heads(actor, departmentId)) return 'out-of-reach';
		if (closed.has(departmentId)) return 'month-closed';
		const before = standing.find((one) => one.key === value.key && samePlace(one, value));
		const same =
			before?.numerator === value.numerator &&
			before.denominator === value.denominator &&
			before.source === value.source;
		return same ? 'unchanged' : undefined;
	});
}

const heads = ({ grants }: Actor, departmentId: string): boolean =>
	grants.some((grant) => grant.role === 'department-head' && grant.departmentId === departmentId);

export const samePlace = (a: IndicatorPlace, b: IndicatorPlace): boolean =>
	a.agentId === b.agentId && a.teamId === b.teamId && a.departmentId === b.departmentId;

/** Writes values that nothing stands against, with one entry for all. */
export async function saveValues(
	scribe: Scribe,
	month: BusinessMonth,
	values: readonly NewValue[],
	file?: string
): Promise<void> {
	const { tx, actor, now } = scribe;
	const standing = await valuesOfMonth(tx, { month });
	const rows = values.map((value) => {
		const before = standing.find((one) => one.key === value.key && samePlace(one, value));
		const at = standingAfter(now, before?.at);
		return { id: newId(now), businessMonth: month, by: actor.id, at, ...value };
	});
	await tx.insertMany(indicatorValues, rows);
	await appendAudit(scribe, {
		kind: 'indicator.measured',
		subject: `indicator:${rows[0]!.id}`,
		facts: {
			month,
			...(file && { file }),
			values: rows.map(({ id, key, agentId, teamId, departmentId, numerator, denominator }) => ({
				...{ id, key, agentId, teamId, departmentId, numerator, denominator }
			}))
		}
	});
}
