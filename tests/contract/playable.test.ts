import { isHttpError } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '#lib/people/role.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { audible, playableRecording, recordingFacts } from '#lib/recordings/server/playable.ts';
import { publishStandardRubrics } from '#lib/rubric/server/publish.ts';
import { load } from '../../src/routes/recordings/[id]/+page.server.ts';
import { addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const now = new Date('2026-03-02T09:00:00Z');

async function recorded(own: Parameters<typeof addRecording>[1] | object = {}) {
	const db = await testDatabase();
	const centre = await exampleCentre(db);
	const id = await addRecording(db, {
		agentId: centre.lin.id,
		place: centre.north,
		startedAt: new Date('2026-03-01T02:00:00Z'),
		...own
	});
	return { db, centre, id };
}

/** The page's data, or the status of its refusal. */
async function pageOf(db: Db, actor: Actor, id: string) {
	try {
		return await load({ locals: { db, actor, now, zone }, params: { id } } as never);
	} catch (error) {
		if (isHttpError(error)) return error.status;
		throw error;
	}
}

describe('the recording’s page', () => {
	it('is there for the agent, their lead, their head; with the button for those who may review', async () => {
		const { db, centre, id } = await recorded();
		await publishStandardRubrics({ db, actor: systemActor('set-up'), now, zone });
		const { lin, omar, ana } = centre;
		expect(await pageOf(db, lin.actor, id)).toMatchObject({ mayReview: false, reviews: [] });
		for (const { actor } of [omar, ana])
			expect(await pageOf(db, actor, id)).toMatchObject({
				mayReview: true,
				playable: { id, durationMs: 90_000 }
			});
	});

	it('is not there for another team, another agent, or a wrong id', async () => {
		const { db, centre, id } = await recorded();
		for (const { actor } of [centre.sun, centre.hao, centre.wei])
			expect(await pageOf(db, actor, id)).toBe(404);
		expect(await pageOf(db, centre.omar.actor, newId())).toBe(404);
		expect(await pageOf(db, centre.omar.actor, 'x')).toBe(404);
	});

	it('offers no review of what nobody could hear', async () => {
		const { db, centre, id } = await recorded({ verdict: 'unreadable', durationMs: 0 });
		await publishStandardRubrics({ db, actor: systemActor('set-up'), now, zone });
		expect(await pageOf(db, centre.omar.actor, id)).toMatchObject({ mayReview: false });
	});

	it('shows an auditor the facts and nothing to play', async () => {
		const { db, centre, id } = await recorded();
		const page = await pageOf(db, centre.auditor.actor, id);
		expect(page).toMatchObject({ facts: { id }, mayReview: false, heard: [] });
		expect(page).toHaveProperty('playable', undefined);
	});

	it('never shows the customer’s number as delivered', async () => {
		const { db, centre, id } = await recorded({ customerMasked: '138****5678' });
		const facts = await recordingFacts({ db, actor: centre.omar.actor, now }, id);
		expect(facts).toMatchObject({ customerMasked: '138****5678' });
		expect(facts).not.toHaveProperty('customerNumber');
	});
});

describe('playableRecording', () => {
	it('gives lanes, silences and overtalk as measured, and where sound and picture are', async () => {
		const { db, id } = await recorded({
			channels: 2,
			peaksSha256: 'a'.repeat(64),
			speech: { voiced: [[[0, 5]], []], silences: [[5, 2000]], overtalk: [[1, 2]] }
		});
		expect(await playableRecording(db, id)).toMatchObject({
			channels: 2,
			voiced: [[[0, 5]], []],
			silences: [[5, 2000]],
			overtalk: [[1, 2]],
			hasPeaks: true,
			audioUrl: `/recordings/${id}/audio`
		});
	});

	it('takes a recording without measurements, and knows no other', async () => {
		const { db, centre, id } = await recorded();
		expect(await playableRecording(db, id)).toMatchObject({ voiced: [], hasPeaks: false });
		expect(await playableRecording(db, newId())).toBeUndefined();
		expect(await audible({ db, actor: centre.lin.actor, now }, 'not-an-id')).toBeUndefined();
	});
});
