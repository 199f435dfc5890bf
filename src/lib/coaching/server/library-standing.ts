/** Conditions on `library_clips` by the newest word of the agent and the newest decision. */
import { and, eq, exists, gt, not, or, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { libraryClips, libraryConsents, libraryDecisions } from './schema.ts';

const laterConsents = alias(libraryConsents, 'later_consents');
const laterDecisions = alias(libraryDecisions, 'later_decisions');

/** The newest word of the agent is this one. */
export const consented = (read: Reader, consents: boolean): SQL =>
	exists(
		read
			.select({ one: sql`1` })
			.from(libraryConsents)
			.where(
				and(
					eq(libraryConsents.clipId, libraryClips.id),
					eq(libraryConsents.consents, consents),
					not(
						exists(
							read
								.select({ one: sql`1` })
								.from(laterConsents)
								.where(
									and(
										eq(laterConsents.clipId, libraryConsents.clipId),
										or(
											gt(laterConsents.at, libraryConsents.at),
											and(
												eq(laterConsents.at, libraryConsents.at),
												gt(laterConsents.id, libraryConsents.id)
											)
										)
									)
								)
						)
					)
				)
			)
	);

/** The newest decision is this one. */
export const accepted = (read: Reader, taken: boolean): SQL =>
	exists(
		read
			.select({ one: sql`1` })
			.from(libraryDecisions)
			.where(
				and(
					eq(libraryDecisions.clipId, libraryClips.id),
					eq(libraryDecisions.accepted, taken),
					not(
						exists(
							read
								.select({ one: sql`1` })
								.from(laterDecisions)
								.where(
									and(
										eq(laterDecisions.clipId, libraryDecisions.clipId),
										or(
											gt(laterDecisions.at, libraryDecisions.at),
											and(
												eq(laterDecisions.at, libraryDecisions.at),
												gt(laterDecisions.id, libraryDecisions.id)
											)
										)
									)
								)
						)
					)
				)
			)
	);
