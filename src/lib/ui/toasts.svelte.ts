import type { Tone } from './tone.ts';

interface ToastMessage {
	id: number;
	tone: Tone;
	text: string;
}

/** Short messages at the page's foot: what was done. What went wrong belongs into the page itself. */
class Toasts {
	list = $state<ToastMessage[]>([]);
	#next = 1;

	/** Shows `text` for `forMs` milliseconds; screen readers hear it once. */
	show(text: string, tone: Tone = 'ok', forMs = 5000): void {
		const id = this.#next++;
		this.list.push({ id, tone, text });
		setTimeout(() => this.dismiss(id), forMs);
	}

	dismiss(id: number): void {
		this.list = this.list.filter((toast) => toast.id !== id);
	}
}

export const toasts = new Toasts();
