/**
 * The same archive with one date on all of its members, so that the same content is the same bytes.
 * Only the two date fields of each member are changed (APPNOTE 4.3.7, 4.3.12); no ZIP64.
 */
const END = 0x06_05_4b_50;
const MEMBER = 0x02_01_4b_50;

export function withOneDate(archive: Buffer, at: Date): Buffer {
	const bytes = Buffer.from(archive);
	const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
	if (end < 0 || bytes.readUInt32LE(end) !== END) throw new Error('no zip archive');
	let member = bytes.readUInt32LE(end + 16);
	for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
		if (bytes.readUInt32LE(member) !== MEMBER) throw new Error('broken zip archive');
		date(bytes, member + 12, at);
		date(bytes, bytes.readUInt32LE(member + 42) + 10, at);
		const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(member + field));
		member += 46 + name! + extra! + comment!;
	}
	return bytes;
}

/** Time and day as DOS has them, of UTC; its years begin with 1980. */
function date(bytes: Buffer, offset: number, at: Date) {
	const [hour, minute, second] = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()];
	bytes.writeUInt16LE((hour << 11) | (minute << 5) | (second >> 1), offset);
	const year = Math.max(0, at.getUTCFullYear() - 1980);
	bytes.writeUInt16LE((year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(), offset + 2);
}
