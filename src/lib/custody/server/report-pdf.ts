/** A document on paper: facts, then parts with their lines, page x of y, and room for a signature. */
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
import type { Paper } from '../paper.ts';

const MARGIN = 50;
const FOOT = 40;

/** The document's bytes. `compress` false leaves its parts readable, for tests. */
export const paperPdf = (paper: Paper, options: { compress?: boolean } = {}): Promise<Buffer> =>
	papersPdf([paper], options);

/** Several papers in one file, each numbered by itself; the first names the file. There is at least one. */
export async function papersPdf(
	papers: readonly Paper[],
	{ compress = true } = {}
): Promise<Buffer> {
	const [{ title, madeAt }] = papers as [Paper];
	const doc = a4Document({ title, madeAt, margin: MARGIN, foot: FOOT, compress });
	for (const [n, paper] of papers.entries()) {
		if (n > 0) doc.addPage();
		const first = doc.bufferedPageRange().count - 1;
		head(doc, paper);
		for (const part of paper.parts) writePart(doc, part);
		signatureLines(doc, paper.signatures);
		numberPages(doc, { words: `${paper.centre} · ${paper.title}`, pageOf: paper.pageOf, first });
		// Other work of the process gets its turn.
		await new Promise(setImmediate);
	}
	return a4Bytes(doc);
}

function head(doc: A4, { centre, title, facts }: Paper) {
	doc.fontSize(10).fillColor(GREY).text(centre);
	doc.fontSize(18).fillColor('black').text(title).moveDown(0.5);
	for (const [label, value] of facts)
		row(doc, [
			{ text: label, width: 0.26, size: 9, colour: GREY },
			{ text: value, width: 0.74, size: 9, colour: 'black' }
		]);
}

function writePart(doc: A4, { title, none, lines }: Paper['parts'][number]) {
	room(doc, 60);
	doc.moveDown(0.8);
	doc.fontSize(12).fillColor('black').text(title, MARGIN).moveDown(0.2);
	if (lines.length === 0) doc.fontSize(9).fillColor(GREY).text(none);
	for (const { when, who, roles, what, detail, marks } of lines) {
		const about = [what, detail].filter(Boolean).join('\n');
		row(doc, [
			{ text: when, width: 0.2, size: 8.5, colour: 'black' },
			{ text: [who, roles].filter(Boolean).join('\n'), width: 0.26, size: 8.5, colour: 'black' },
			{ text: [about, marks].filter(Boolean).join('\n'), width: 0.54, size: 8.5, colour: 'black' }
		]);
	}
}

interface Cell {
	text: string;
	/** Share of the page's width. */
	width: number;
	size: number;
	colour: string;
}

/** Cells side by side, with a hairline above; a row is not parted between pages unless it fills one. */
function row(doc: A4, cells: readonly Cell[]) {
	const gap = 8;
	const inner = ({ width }: Cell) => width * widthOf(doc) - gap;
	const heights = cells.map((cell) =>
		doc.fontSize(cell.size).heightOfString(cell.text, { width: inner(cell) })
	);
	const height = Math.max(...heights) + 6;
	room(doc, Math.min(height, 400));
	const top = doc.y;
	doc
		.moveTo(MARGIN, top)
		.lineTo(doc.page.width - MARGIN, top)
		.lineWidth(0.3)
		.strokeColor('#999999')
		.stroke();
	let left = MARGIN;
	for (const cell of cells) {
		doc.fontSize(cell.size).fillColor(cell.colour);
		doc.text(cell.text, left, top + 3, { width: inner(cell) });
		left += cell.width * widthOf(doc);
	}
	doc.x = MARGIN;
	doc.y = Math.min(top + height, doc.page.maxY());
}
