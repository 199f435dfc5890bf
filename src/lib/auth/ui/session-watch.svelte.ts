import { askAgainMs, stateOf, wasLengthened, type SessionState } from '../session-warning.ts';

/** Knows how long the sign-in of this browser still holds. Asking does not lengthen it. */
export class SessionWatch {
	state = $state<SessionState>('fine');
	/** Whole minutes left, at least one, while it is ending. */
	minutes = $state(0);
	/** It was asked to go on and could not: the twelve hours are nearly over. */
	final = $state(false);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#stopped = false;

	/** Begins to watch; the returned function ends it. */
	start(): () => void {
		void this.#look('GET');
		return () => {
			this.#stopped = true;
			clearTimeout(this.#timer);
		};
	}

	/** Goes on: the only request that somebody makes for nothing else. */
	extend = async () => {
		const leftMs = await this.#look('POST');
		this.final = leftMs !== undefined && !wasLengthened(leftMs);
	};

	async #look(method: 'GET' | 'POST'): Promise<number | undefined> {
		clearTimeout(this.#timer);
		const answer = await fetch('/session', { method, cache: 'no-store' }).catch(() => undefined);
		if (this.#stopped) return undefined;
		const leftMs =
			answer?.status === 401 ? 0 : Number(answer?.headers.get('listenback-session-left') ?? NaN);
		if (Number.isNaN(leftMs)) {
			// The server cannot be reached: what is known stays.
			this.#timer = setTimeout(() => void this.#look('GET'), 10_000);
			return undefined;
		}
		this.state = stateOf(leftMs);
		this.minutes = Math.max(1, Math.ceil(leftMs / 60_000));
		if (this.state !== 'ended')
			this.#timer = setTimeout(() => void this.#look('GET'), askAgainMs(leftMs));
		return leftMs;
	}
}
