/** A document on A4 paper, black on white: facts, then parts with their lines, page x of y, and room for a signature. */
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Paper } from '../paper.ts';

type Doc = PDFKit.PDFDocument;

/** Noto Sans SC has Latin and Chinese; of it only the glyphs in use go into the document. */
const FONT = createRequire(import.meta.url).resolve(
	'@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'
);
const MARGIN = 50;
const FOOT = 40;
const GREY = '#555555';

/** The document's bytes. `compress` false leaves its parts readable, for tests. */
export const paperPdf = (paper: Paper, options: { compress?: boolean } = {}): Promise<Buffer> =>
	papersPdf([paper], options);

/** Several papers in one file, each numbered by itself; the first names the file. There is at least one. */
export async function papersPdf(
	papers: readonly Paper[],
	{ compress = true } = {}
): Promise<Buffer> {
	const [{ title, madeAt }] = papers as [Paper];
	const doc = new PDFDocument({
		size: 'A4',
		margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT },
		bufferPages: true,
		compress,
		font: FONT,
		info: { Title: title, Producer: 'Listenback', CreationDate: madeAt }
	});
	const chunks: Buffer[] = [];
	doc.on('data', (chunk: Buffer) => chunks.push(chunk));
	const ended = new Promise<void>((resolve) => doc.on('end', resolve));
	for (const [n, paper] of papers.entries()) {
		if (n > 0) doc.addPage();
		const first = doc.bufferedPageRange().count - 1;
		head(doc, paper);
		for (const part of paper.parts) writePart(doc, part);
		sign(doc, paper.signatures);
		number(doc, paper, first);
		// Other work of the process gets its turn.
		await new Promise(setImmediate);
	}
	doc.end();
	await ended;
	return Buffer.concat(chunks);
}

const widthOf = (doc: Doc) => doc.page.width - 2 * MARGIN;

/** Begins a page when less than `height` is left on this one. */
function room(doc: Doc, height: number) {
	if (doc.y + height > doc.page.height - MARGIN - FOOT) doc.addPage();
}

function head(doc: Doc, { centre, title, facts }: Paper) {
	doc.fontSize(10).fillColor(GREY).text(centre);
	doc.fontSize(18).fillColor('black').text(title).moveDown(0.5);
	for (const [label, value] of facts)
		row(doc, [
			{ text: label, width: 0.26, size: 9, colour: GREY },
			{ text: value, width: 0.74, size: 9, colour: 'black' }
		]);
}

function writePart(doc: Doc, { title, none, lines }: Paper['parts'][number]) {
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
function row(doc: Doc, cells: readonly Cell[]) {
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
	doc.y = Math.min(top + height, doc.page.height - MARGIN - FOOT);
}

function sign(doc: Doc, signatures: readonly string[]) {
	room(doc, 90);
	doc.y += 50;
	const width = widthOf(doc) / signatures.length;
	const top = doc.y;
	for (const [n, label] of signatures.entries()) {
		const left = MARGIN + n * width;
		doc
			.moveTo(left, top)
			.lineTo(left + width - 24, top)
			.lineWidth(0.6)
			.strokeColor('black')
			.stroke();
		doc
			.fontSize(9)
			.fillColor('black')
			.text(label, left, top + 4, { width: width - 24 });
	}
}

/** Numbers the pages of the paper that began on page `first` and is the last so far. */
function number(doc: Doc, { centre, title, pageOf }: Paper, first: number) {
	const { count } = doc.bufferedPageRange();
	for (let page = first; page < count; page++) {
		doc.switchToPage(page);
		// Below the margin a text would begin a page of its own.
		doc.page.margins.bottom = 0;
		const y = doc.page.height - MARGIN;
		const line = { width: widthOf(doc), lineBreak: false };
		doc.fontSize(8).fillColor(GREY);
		doc.text(`${centre} · ${title}`, MARGIN, y, line);
		doc.text(pageOf(page - first + 1, count - first), MARGIN, y, { ...line, align: 'right' });
	}
}
