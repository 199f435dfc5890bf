/** Who changed a plan, when, from when on, and why. */
import { and, desc, eq } from 'drizzle-orm';
import { auditEntries, auditWords } from '#lib/audit/server/schema.ts';
import { reasonOf } from '#lib/audit/server/words.ts';
import { namesOf } from '#lib/people/server/names.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import type { PlanRule } from '../plan.ts';
import { readRule } from '../stored-rule.ts';
import { planVersions } from './schema.ts';

interface PlanVersionRow {
	version: number;
	rule: PlanRule;
	effectiveFrom: BusinessDay;
	createdAt: Date;
	/** User id, or `system:…`. */
	createdBy: string;
	/** Null for the program itself. */
	author: string | null;
	/** Null for the first version. */
	reason: string | null;
}

/** Every version of a plan, the newest first; the reasons are those of the audit chain. */
export async function planHistory(db: Reader, planId: string): Promise<PlanVersionRow[]> {
	const rows = await db
		.select()
		.from(planVersions)
		.where(eq(planVersions.planId, planId))
		.orderBy(desc(planVersions.version));
	const reasons = await reasonsOf(db, planId);
	const names = await namesOf(
		db,
		rows.map(({ createdBy }) => createdBy)
	);
	return rows.map(({ version, rule, effectiveFrom, createdAt, createdBy }) => ({
		version,
		rule: readRule(rule),
		effectiveFrom,
		createdAt,
		createdBy,
		author: names[createdBy] ?? null,
		reason: reasons.get(version) ?? null
	}));
}

async function reasonsOf(db: Reader, planId: string): Promise<Map<number, string>> {
	const entries = await db
		.select({ body: auditEntries.body, words: auditWords.words })
		.from(auditEntries)
		.leftJoin(auditWords, eq(auditWords.seq, auditEntries.seq))
		.where(
			and(eq(auditEntries.subject, `plan:${planId}`), eq(auditEntries.kind, 'plan.versioned'))
		);
	return new Map(
		entries.flatMap(({ body, words }) => {
			const { facts } = JSON.parse(body) as { facts: { version: number } };
			const { reason } = reasonOf(body, words);
			return reason === undefined ? [] : [[facts.version, reason]];
		})
	);
}
