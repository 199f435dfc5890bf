import { previewPlan, type PlanPreview } from '#lib/duty/server/preview.ts';
import { teamsSeen } from '#lib/duty/server/teams-seen.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { PlanFault } from '#lib/sampling/plan-fault.ts';
import { judgePlan } from '#lib/sampling/plan-faults.ts';
import { readTyped, typedOf, type Typed } from '#lib/sampling/plan-form.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';
import { centreAt } from '#lib/sampling/server/centre-facts.ts';
import { boundedTo } from '#lib/sampling/server/plan-changes.ts';
import { businessDay } from '#lib/shared/calendar.ts';

/** What a plan's form answers when nothing was saved. */
export interface Answered {
	typed: Typed;
	faults: PlanFault[];
	warnings: PlanFault[];
	/** Why the command refused; null when it was not asked, or faults say why. */
	refusal: { name: string; version: number } | null;
	preview: PlanPreview | null;
}

export const answered = (typed: Typed, more: Partial<Answered> = {}): Answered => ({
	...{ typed, faults: [], warnings: [], refusal: null, preview: null },
	...more
});

interface ReadForm {
	typed: Typed;
	/** The version that an edit began from. */
	version: number;
	/** Undefined when it cannot be read: then there are faults. */
	rule: PlanRule | undefined;
	faults: PlanFault[];
}

/** The form as typed, and the rule if it can be read. */
export async function readForm({ db, now, zone }: Context, request: Request): Promise<ReadForm> {
	const form = await request.formData();
	const typed = typedOf(form);
	const version = Number(form.get('version')) || 0;
	const { people } = await centreAt(db.read, now, zone);
	const read = readTyped(typed, people.values());
	if (read.ok) return { typed, version, rule: read.rule, faults: [] };
	return { typed, version, rule: undefined, faults: read.faults };
}

/** The running period by a rule that is not saved; with faults instead when it can never work. */
export async function previewOf(
	context: Context,
	typed: Typed,
	{ rule: given, departmentId }: { rule: PlanRule; departmentId: string | null }
): Promise<Answered> {
	const { db, now, zone } = context;
	const rule = boundedTo(given, departmentId);
	const centre = await centreAt(db.read, now, zone);
	const judged = judgePlan(rule, centre, { departmentId, today: businessDay(now, zone) });
	if (judged.faults.length > 0) return answered(typed, judged);
	const preview = await previewPlan(context, { rule, departmentId }, await teamsSeen(context));
	return answered(typed, { ...judged, preview });
}
