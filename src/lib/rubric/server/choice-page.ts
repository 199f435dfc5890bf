import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { allTeams } from '#lib/people/server/teams.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { callKinds } from '#lib/recordings/call.ts';
import { queuesNamed } from '#lib/recordings/server/library-people.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import { rubricOrder, type Place } from '../choice.ts';
import type { FormText } from '../text.ts';
import { allChoices } from './choices.ts';
import { publishedRubrics, rubricFor, standingRubrics } from './queries.ts';

/** What the page of choices shows: the choices, what scores a kind without one, and what scores the call asked about. */
export async function choicePage(
	{ db, actor, now, zone }: Pick<Context, 'db' | 'actor' | 'now' | 'zone'>,
	asked: Place | undefined
) {
	const manages = may(actor, 'rubric.choose');
	const titles = await titlesOf(db.read);
	const standing = await standingRubrics(db.read);
	const heads = actor.grants.filter(({ role }) => role === 'department-head');
	const teams = await allTeams(db.read);
	return {
		manages,
		choices: (await allChoices(db.read)).map((choice) => ({
			...choice,
			title: titles.get(choice.rubricId)!,
			retired: !standing.some(({ id }) => id === choice.rubricId)
		})),
		rubrics: standing.map(({ id, callKind }) => ({ id, callKind, title: titles.get(id)! })),
		defaults: callKinds.map((callKind) => {
			const [id] = rubricOrder([], standing, { callKind, queue: null, teamId: null });
			return { callKind, title: id ? titles.get(id)! : null };
		}),
		/** Whom the reader chooses for, and whom they may ask about. */
		own: teams.filter(({ departmentId }) =>
			heads.some((head) => head.departmentId === departmentId)
		),
		teams,
		queues: await queuesNamed(db.read, ''),
		asked: asked && { ...asked, ...(await scoring(db.read, asked, businessDay(now, zone))) }
	};
}

async function scoring(db: Reader, place: Place, today: number) {
	const teamId = place.teamId !== null && isId(place.teamId) ? place.teamId : null;
	const rubric = await rubricFor(db, { ...place, teamId, businessDay: today });
	return {
		scoredBy: rubric
			? { rubricId: rubric.rubricId, title: rubric.form.title, version: rubric.version }
			: null
	};
}

/** Titles by rubric: those of the newest versions. */
async function titlesOf(db: Reader): Promise<Map<string, FormText>> {
	// Every version comes, the newest first: entered from the last on, the newest stays.
	const versions = await publishedRubrics(db);
	return new Map(versions.reverse().map(({ rubricId, form }) => [rubricId, form.title]));
}
