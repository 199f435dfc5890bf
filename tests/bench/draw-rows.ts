/**
 * A centre of 500 agents in 40 teams and 4 departments, 30,000 calls a day, made inside the database:
 * without indexes and keys, which are put back afterwards, so that ten million take minutes.
 */
import { addDays, dayStart } from '#lib/shared/calendar.ts';
import type { Bare } from './draw-bare.ts';
import { agentId, callId, departmentId, PER_CALL, rowsStatement, teamId } from './list-rows.ts';

export const PER_DAY = 30_000;
export const FIRST_DAY = 20_250_106;
export const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;
const personId = (n: number) => agentId(1000 + n);

export async function generate(bare: Bare, rows: number): Promise<void> {
	await bare.withoutIndexes('recordings', async () => {
		await people(bare);
		for (let n = 0; n * PER_CALL < rows; n++)
			await bare.run(
				`insert into calls (id, source, source_key, group_key, direction, kind, started_at, time_basis, time_precision_ms, attributes) values ('${callId(n)}', 'bench', '${n}', '${n}', 'inbound', 'report', ${bare.longAgo}, 'epoch', 1, '{}')`
			);
		const firstMs = dayStart(FIRST_DAY, ZONE).getTime();
		for (let from = 0; from < rows; from += PER_DAY) {
			const day = addDays(FIRST_DAY, from / PER_DAY);
			const times = { firstMs, stepMs: DAY_MS / PER_DAY, day };
			await bare.run(rowsStatement(bare.engine, from, PER_DAY, times));
		}
	});
}

async function people(bare: Bare) {
	const { longAgo } = bare;
	const run = (text: string) => bare.run(text);
	for (let n = 0; n < 4; n++)
		await run(`insert into departments values ('${departmentId(n)}', 'D${n}', ${longAgo})`);
	for (let n = 0; n < 40; n++)
		await run(
			`insert into teams values ('${teamId(n)}', '${departmentId(n % 4)}', 'Team ${n}', ${longAgo})`
		);
	const user = (id: string, staffNo: string) =>
		run(
			`insert into users (id, staff_no, name, created_at) values ('${id}', '${staffNo}', '${staffNo}', ${longAgo})`
		);
	const grant = (id: string, role: string, place: string, placeId: string) =>
		run(
			`insert into role_grants (id, user_id, role, ${place}, from_at, granted_by) values ('${id}', '${id}', '${role}', '${placeId}', ${longAgo}, 'bench')`
		);
	for (let n = 0; n < 500; n++) await user(agentId(n), `A${n}`);
	for (let n = 0; n < 40; n++) {
		await user(personId(n), `L${n}`);
		await grant(personId(n), 'team-lead', 'team_id', teamId(n));
	}
	for (let n = 0; n < 4; n++) {
		await user(personId(100 + n), `H${n}`);
		await grant(personId(100 + n), 'department-head', 'department_id', departmentId(n));
	}
}
