import { WHOLE_SHARE, shareIn, speedOf } from '#lib/custody/scrub.ts';
import { PassTaken } from '#lib/custody/server/scrub-progress.ts';
import { findingsOf, type ScrubFinding } from '#lib/custody/server/scrub-report.ts';
import { scrub } from '#lib/custody/server/scrub.ts';
import { UsageError, type Command } from './command.ts';

export const verifyRecordings: Command = {
	name: 'verify recordings',
	summary: 'Compares every stored file with the checksum under which a recording needs it.',
	usage: '[--sample SHARE] [--json]',
	options: {
		sample: {
			type: 'string',
			help: 'read the bytes of this share of the files only (0.1 or 10%), drawn without pattern'
		}
	},
	async run(call) {
		if (call.positionals.length > 0) throw new UsageError('verify recordings: takes no arguments');
		const share = shareIn(call.text('sample') ?? '1');
		if (share === undefined)
			throw new UsageError('--sample: a share above 0 and up to 1, such as 0.1 or 10%');
		const runtime = await call.runtime();
		const scrubbing = { ...runtime.context(), store: runtime.store };
		const { scrub: pass, resumed } = await scrub(scrubbing, { share }).catch((error: unknown) => {
			throw error instanceof PassTaken ? new UsageError(error.message) : error;
		});
		const findings = await findingsOf(runtime.db.read, pass.id);
		const of = (fault: ScrubFinding['fault']) =>
			findings
				.filter((finding) => finding.fault === fault)
				.map(({ name, part, recordingId }) => ({ name, part, recordingId }));
		const answer = {
			ok: findings.length === 0,
			scrub: pass.id,
			resumed,
			startedAt: pass.startedAt.toISOString(),
			finishedAt: pass.finishedAt?.toISOString() ?? null,
			sample: share / WHOLE_SHARE,
			files: pass.files,
			bytes: pass.bytes,
			mbPerSecond: Number((speedOf(pass) ?? 0).toFixed(1)),
			missing: of('missing'),
			changed: of('changed'),
			strangers: of('stranger')
		};
		call.answer(answer, () => [
			answer.ok ? 'ok: every file is there and as it was taken in' : 'NOT ok',
			`${pass.files} files read, ${pass.bytes} bytes, ${answer.mbPerSecond} MB/s` +
				(resumed ? ' (gone on with where an earlier run stopped)' : ''),
			`${answer.missing.length} missing, ${answer.changed.length} changed, ${answer.strangers.length} strangers`,
			...findings.map(lineOf)
		]);
		return answer.ok ? 0 : 3;
	}
};

const lineOf = ({ fault, name, part, recordingId }: ScrubFinding) =>
	[fault, part, name, recordingId && `recording ${recordingId}`].filter(Boolean).join('  ');
