/** The letter of a case on paper, with room for signatures. */
import {
	a4Bytes,
	a4Document,
	GREY,
	numberPages,
	room,
	signatureLines,
	widthOf,
	type A4
} from '#lib/platform/server/a4.ts';
import type { Letter } from '../letter.ts';

const MARGIN = 56;
const FOOT = 24;

/** The document's bytes. `compress` false leaves its parts readable, for tests. */
export function letterPdf(letter: Letter, { compress = true } = {}): Promise<Buffer> {
	const { number: no, madeAt, signatures, pageOf } = letter;
	const title = `${letter.title} ${no}`;
	const doc = a4Document({ title, madeAt, margin: MARGIN, foot: FOOT, compress });
	head(doc, letter);
	for (const part of letter.parts) write(doc, part);
	signatureLines(doc, signatures);
	numberPages(doc, { words: `${letter.title} · ${no}`, pageOf });
	return a4Bytes(doc);
}

function head(doc: A4, { centre, title, number: no, facts }: Letter) {
	doc.fontSize(11).fillColor(GREY).text(centre, { align: 'center' }).moveDown(0.6);
	doc.fontSize(20).fillColor('black').text(title, { align: 'center' }).moveDown(0.3);
	doc.fontSize(10).fillColor(GREY).text(no, { align: 'center' }).moveDown(0.9);
	for (const [label, value] of facts) {
		const top = doc.y;
		doc.fontSize(10.5).fillColor(GREY).text(label, MARGIN, top, { width: 96 });
		const below = doc.y;
		doc.fillColor('black').text(value, MARGIN + 104, top, { width: widthOf(doc) - 104 });
		doc.y = Math.max(below, doc.y) + 3;
	}
	doc.x = MARGIN;
	doc.moveDown(0.4);
}

/** A heading keeps at least a line of what it heads. */
function write(doc: A4, { title, paragraphs }: Letter['parts'][number]) {
	room(doc, 56);
	doc.moveDown(0.55);
	doc.fontSize(12.5).fillColor('black').text(title, MARGIN).moveDown(0.25);
	for (const paragraph of paragraphs)
		doc.fontSize(10.5).text(paragraph, MARGIN, doc.y, { width: widthOf(doc), lineGap: 1.5 });
}
