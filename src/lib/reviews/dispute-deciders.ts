/**
 * Who may rule on a dispute: the heads of the call's department, but for whoever wrote the review or
 * a revision of it, the agent, and who ruled in the first instance, each under any of their accounts
 * (R2, R3). Where the department has no such head, the heads of the other departments.
 */
export interface Deciders {
	ids: string[];
	/** They head other departments. */
	outside: boolean;
}

interface DeciderFacts {
	departmentId: string | null;
	/** Who heads which department. */
	heads: readonly { userId: string; departmentId: string | null }[];
	/** Authors, agent, first decider. */
	excluded: readonly string[];
	/** The person of an account. */
	personOf: (userId: string) => string;
}

export function decidersOf({ departmentId, heads, excluded, personOf }: DeciderFacts): Deciders {
	const out = new Set(excluded.map(personOf));
	const able = heads.filter(({ userId }) => !out.has(personOf(userId)));
	const own = able.filter((head) => departmentId !== null && head.departmentId === departmentId);
	const chosen = own.length > 0 ? own : able;
	return {
		ids: [...new Set(chosen.map(({ userId }) => userId))],
		outside: own.length === 0
	};
}
