/** The letter of a case on A4 paper, black on white, with room for signatures and page x of y. */
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Letter } from '../letter.ts';

type Doc = PDFKit.PDFDocument;

/** Noto Sans SC has Latin and Chinese; of it only the glyphs in use go into the document. */
const FONT = createRequire(import.meta.url).resolve(
	'@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'
);
const MARGIN = 56;
const FOOT = 24;
const GREY = '#555555';

/** The document's bytes. `compress` false leaves its parts readable, for tests. */
export async function letterPdf(letter: Letter, { compress = true } = {}): Promise<Buffer> {
	const doc = new PDFDocument({
		size: 'A4',
		margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT },
		bufferPages: true,
		compress,
		font: FONT,
		info: {
			Title: `${letter.title} ${letter.number}`,
			Producer: 'Listenback',
			CreationDate: letter.madeAt
		}
	});
	const chunks: Buffer[] = [];
	doc.on('data', (chunk: Buffer) => chunks.push(chunk));
	const ended = new Promise<void>((resolve) => doc.on('end', resolve));
	head(doc, letter);
	for (const part of letter.parts) write(doc, part);
	sign(doc, letter.signatures);
	number(doc, letter);
	doc.end();
	await ended;
	return Buffer.concat(chunks);
}

const widthOf = (doc: Doc) => doc.page.width - 2 * MARGIN;

/** Begins a page when less than `height` is left on this one. */
function room(doc: Doc, height: number) {
	if (doc.y + height > doc.page.height - MARGIN - FOOT) doc.addPage();
}

function head(doc: Doc, { centre, title, number: no, facts }: Letter) {
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
function write(doc: Doc, { title, paragraphs }: Letter['parts'][number]) {
	room(doc, 56);
	doc.moveDown(0.55);
	doc.fontSize(12.5).fillColor('black').text(title, MARGIN).moveDown(0.25);
	for (const paragraph of paragraphs)
		doc.fontSize(10.5).text(paragraph, MARGIN, doc.y, { width: widthOf(doc), lineGap: 1.5 });
}

function sign(doc: Doc, signatures: readonly string[]) {
	room(doc, 84);
	doc.y += 52;
	const width = widthOf(doc) / signatures.length;
	const top = doc.y;
	for (const [n, label] of signatures.entries()) {
		const left = MARGIN + n * width;
		doc.moveTo(left, top).lineTo(left + width - 20, top);
		doc.lineWidth(0.6).strokeColor('black').stroke();
		doc.fontSize(9.5).fillColor('black');
		doc.text(label, left, top + 4, { width: width - 20 });
	}
}

function number(doc: Doc, { title, number: no, pageOf }: Letter) {
	const { start, count } = doc.bufferedPageRange();
	for (let page = start; page < start + count; page++) {
		doc.switchToPage(page);
		// Below the margin a text would begin a page of its own.
		doc.page.margins.bottom = 0;
		const y = doc.page.height - MARGIN;
		const line = { width: widthOf(doc), lineBreak: false };
		doc.fontSize(8.5).fillColor(GREY);
		doc.text(`${title} · ${no}`, MARGIN, y, line);
		doc.text(pageOf(page - start + 1, count), MARGIN, y, { ...line, align: 'right' });
	}
}
