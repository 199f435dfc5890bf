import { and, gt, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { endpointAssignments, roleGrants, teamMemberships } from './schema.ts';

type Dated = typeof roleGrants | typeof teamMemberships | typeof endpointAssignments;

/** Rows that hold at `now`; the end itself is too late. */
export const inForce = (table: Dated, now: Date | SQL) =>
	and(lte(table.from, now), or(isNull(table.to), gt(table.to, now)));
