import { isHttpError, isRedirect } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import type { DraftContent } from '#lib/reviews/draft.ts';
import { calibrationScores } from '#lib/reviews/server/calibration-schema.ts';
import { reviewDrafts } from '#lib/reviews/server/draft-schema.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { actions as scoring } from '../../src/routes/calibrations/[id]/calls/[recordingId]/+page.server.ts';
import {
	actions,
	load as benchLoad
} from '../../src/routes/recordings/[id]/review/+page.server.ts';
import { GET, PUT } from '../../src/routes/recordings/[id]/review/draft/+server.ts';
import { actions as correction } from '../../src/routes/reviews/[id]/correction/+page.server.ts';
import { GET as session } from '../../src/routes/session/+server.ts';
import { testDatabase } from '../support/database.ts';
import { calibrationCentre, openedBy } from '../fixtures/calibrations.ts';
import { addPerson, zone, type Person } from '../fixtures/example-centre.ts';
import { aReviewContent, contextOf, reviewCentre, reviewedAt } from '../fixtures/reviews.ts';

function formOf(content: DraftContent, more: Record<string, string>): FormData {
	const form = new FormData();
	for (const [key, { answer, comment }] of Object.entries(content.answers)) {
		form.set(`answer.${key}`, String(answer));
		form.set(`comment.${key}`, comment);
	}
	form.set('comment', content.comment);
	for (const [name, value] of Object.entries(more)) form.set(name, value);
	return form;
}

/** What an action returns, where it redirects to, or the status it ends with. */
async function answered(act: () => unknown) {
	try {
		return await act();
	} catch (thrown) {
		if (isRedirect(thrown)) return thrown.location;
		if (isHttpError(thrown)) return thrown.status;
		throw thrown;
	}
}

async function opened() {
	const db = await testDatabase();
	const centre = await reviewCentre(db);
	const other = await addPerson(db, { staffNo: 'L3', role: 'team-lead', place: centre.north });
	const params = { id: centre.recordingId };
	const url = new URL(`http://here/recordings/${params.id}/review`);
	const eventOf = ({ actor }: Person, rest: object = {}) =>
		({ locals: { db, actor, now: reviewedAt, zone }, params, url, ...rest }) as never;
	const statusOf = async (answer: () => unknown): Promise<number> => {
		try {
			return ((await answer()) as Response).status;
		} catch (thrown) {
			if (isHttpError(thrown) || isRedirect(thrown)) return thrown.status;
			throw thrown;
		}
	};
	const put = (person: Person, body: object) =>
		statusOf(() => {
			const request = new Request(url, { method: 'PUT', body: JSON.stringify(body) });
			return PUT(eventOf(person, { request }));
		});
	const read = async (person: Person) =>
		(await (await GET(eventOf(person))).json()) as {
			version: number;
			content: DraftContent | null;
		};
	const submit = async (
		person: Person,
		content: DraftContent,
		more: Record<string, string> = {}
	) => {
		const request = new Request(url, { method: 'POST', body: formOf(content, more) });
		return answered(() => actions.submit!(eventOf(person, { request })));
	};
	return { db, ...centre, other, url, eventOf, statusOf, put, read, submit };
}

describe('the draft of a page', () => {
	it('is saved and read by its author, and by nobody who signed in since', async () => {
		const { db, omar, other, lin, sun, eventOf, statusOf, put, read, url } = await opened();
		const content = aReviewContent({}, { comment: 'So far' });
		expect(await put(omar, { version: 0, as: omar.id, content })).toBe(200);
		expect(await read(omar)).toMatchObject({ version: 1, content: { comment: 'So far' } });
		for (const person of [other, lin, sun])
			expect(await read(person)).toEqual({ version: 0, savedAt: null, content: null });

		expect(await put(other, { version: 0, as: omar.id, content })).toBe(401);
		const asOmar = new URL(`${url.href}/draft?as=${omar.id}`);
		expect(await statusOf(() => GET(eventOf(other, { url: asOmar })))).toBe(401);
		expect(await db.read.$count(reviewDrafts)).toBe(1);
		const still = (person: Person, as: string) =>
			statusOf(() => session(eventOf(person, { url: new URL(`http://here/session?as=${as}`) })));
		expect(await still(omar, omar.id)).toBe(204);
		expect(await still(other, omar.id)).toBe(401);

		expect(await put(omar, { version: 0, as: omar.id, content })).toBe(409);
		for (const body of [{}, { version: 1 }, { version: 1, content, score: 100 }, 'x'])
			expect(await put(omar, body as object)).toBe(422);
		expect(await put(lin, { version: 0, content })).toBe(403);
		expect(await put(sun, { version: 0, content })).toBe(404);
	});
});

describe('a form that is posted', () => {
	it('twice gets the same answer; by another person than opened it, none', async () => {
		const { db, omar, other, submit } = await opened();
		const content = aReviewContent({}, { comment: 'Well done' });
		expect(await submit(other, content, { as: omar.id })).toBe(409);
		expect(await db.read.$count(reviews)).toBe(0);
		const first = await submit(omar, content, { as: omar.id });
		expect(first).toBe('/');
		expect(await submit(omar, content, { as: omar.id })).toBe(first);
		expect(await db.read.$count(reviews)).toBe(1);
	});

	it('to correct or to calibrate takes nothing from another person than opened it', async () => {
		const db = await testDatabase();
		const centre = await calibrationCentre(db);
		const { omar, ana, recordingId } = centre;
		const participantIds = [omar.id, ana.id];
		const id = await openedBy(db, centre, { participantIds, recordingIds: [recordingId] });
		const done = await submitReview(contextOf(db, omar.actor), {
			recordingId: centre.second,
			content: aReviewContent()
		});
		const reviewId = done.ok ? done.value.reviewId : '';
		const content = aReviewContent({}, { comment: 'Heard again' });
		const post = (posted: typeof scoring | typeof correction, as: string) => {
			const body = formOf(content, { as, reason: 'Heard it once more' });
			const request = new Request('http://here', { method: 'POST', body });
			const locals = { db, actor: ana.actor, now: reviewedAt, zone };
			const params = { id: posted === scoring ? id : reviewId, recordingId };
			return answered(() => posted.submit!({ locals, params, request } as never));
		};
		expect(await post(scoring, omar.id)).toBe(409);
		expect(await post(correction, omar.id)).toBe(409);
		expect(await db.read.$count(calibrationScores)).toBe(0);
		expect(await db.read.$count(reviews)).toBe(1);
		expect(await post(scoring, ana.id)).toBe(`/calibrations/${id}`);
		expect(await post(correction, ana.id)).toMatch(/^\/reviews\//);
	});

	it('by the slower of two is refused with the name, kept, shown, and discarded', async () => {
		const { db, omar, other, recordingId, submit, eventOf } = await opened();
		await submitReview(contextOf(db, omar.actor), { recordingId, content: aReviewContent() });
		const content = aReviewContent({}, { comment: 'Mine' });
		expect(await submit(other, content)).toMatchObject({
			status: 409,
			data: {
				refusal: 'already-reviewed',
				facts: { by: 'Person L1' },
				content: { comment: 'Mine' }
			}
		});
		expect(await benchLoad(eventOf(other))).toMatchObject({
			mode: 'kept',
			kept: { content: { comment: 'Mine' }, why: { by: 'Person L1' } }
		});
		await expect(actions.discard!(eventOf(other))).rejects.toSatisfy(isRedirect);
		expect(await db.read.$count(reviewDrafts)).toBe(0);
		await expect(Promise.resolve(benchLoad(eventOf(other)))).rejects.toMatchObject({ status: 409 });
	});
});
