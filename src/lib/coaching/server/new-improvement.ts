/** What the form of a new improvement offers: the places that the actor manages, the item and its root causes. */
import { scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { allDepartments, allTeams } from '#lib/people/server/teams.ts';
import { addDays, businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { EFFECT_DAYS } from '../effect.ts';
import { itemNames } from './item-names.ts';

const USUAL_DAYS = 28;

/** Undefined for somebody who manages none; `item` is `rubric:item`. */
export async function newImprovement(
	{ db, actor, now, zone }: Context,
	asked: { item: string | null; from: BusinessDay | undefined }
) {
	const scope = scopeOf(actor, 'improvement.manage');
	const manages = ({ id, departmentId }: { id: string; departmentId: string }) =>
		scope.teamIds.includes(id) || scope.departmentIds.includes(departmentId);
	const teams = (await allTeams(db.read)).filter(manages);
	const departments = (await allDepartments(db.read)).filter(({ id }) =>
		scope.departmentIds.includes(id)
	);
	if (teams.length + departments.length === 0) return undefined;
	const names = await itemNames(db.read);
	const today = businessDay(now, zone);
	return {
		/** Value `DEPARTMENT` or `DEPARTMENT:TEAM`. */
		places: [
			...departments.map(({ id, name }) => ({
				value: id,
				teamId: null,
				department: name,
				team: null
			})),
			...teams.map(({ id, name, departmentId, departmentName }) => ({
				...{ value: `${departmentId}:${id}`, teamId: id, department: departmentName, team: name }
			}))
		],
		items: Object.entries(names).map(([key, { text }]) => ({ key, text })),
		item: asked.item && names[asked.item] ? { key: asked.item, ...names[asked.item]! } : null,
		dueDay: addDays(today, USUAL_DAYS),
		baselineFrom: asked.from ?? addDays(today, -EFFECT_DAYS),
		fromDay: today
	};
}
