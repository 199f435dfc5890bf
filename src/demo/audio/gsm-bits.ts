/** Writes codes lowest bit first, as the GSM-in-RIFF form packs them. */
export class BitWriter {
	readonly bytes: Uint8Array;
	private at = 0;

	constructor(size: number) {
		this.bytes = new Uint8Array(size);
	}

	put(code: number, width: number): this {
		for (let bit = 0; bit < width; bit++, this.at++)
			if ((code >> bit) & 1) this.bytes[this.at >> 3]! |= 1 << (this.at & 7);
		return this;
	}
}
