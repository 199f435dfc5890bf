/** A document on A4 paper, black on white: its margins, lines to sign on, page x of y. */
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';

export type A4 = PDFKit.PDFDocument;

/** Noto Sans SC has Latin and Chinese; of it only the glyphs in use go into the document. */
const FONT = createRequire(import.meta.url).resolve(
	'@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'
);
export const GREY = '#555555';

interface Frame {
	title: string;
	madeAt: Date;
	/** On all sides, in points; at the foot of the page there are `foot` more, for its number. */
	margin: number;
	foot: number;
	/** False leaves the document's parts readable, for tests. */
	compress: boolean;
}

export const a4Document = ({ title, madeAt, margin, foot, compress }: Frame): A4 =>
	new PDFDocument({
		size: 'A4',
		margins: { top: margin, left: margin, right: margin, bottom: margin + foot },
		bufferPages: true,
		compress,
		font: FONT,
		info: { Title: title, Producer: 'Listenback', CreationDate: madeAt }
	});

/** Ends the document. */
export function a4Bytes(doc: A4): Promise<Buffer> {
	doc.end();
	return buffer(doc);
}

/** Of the text. */
export const widthOf = ({ page }: A4): number =>
	page.width - page.margins.left - page.margins.right;

/** Begins a page when less than `height` is left on this one. */
export function room(doc: A4, height: number): void {
	if (doc.y + height > doc.page.maxY()) doc.addPage();
}

/** Lines to write on beside one another, each with its label below. */
export function signatureLines(doc: A4, labels: readonly string[]): void {
	room(doc, 90);
	doc.y += 50;
	const width = widthOf(doc) / labels.length;
	const top = doc.y;
	for (const [n, label] of labels.entries()) {
		const left = doc.page.margins.left + n * width;
		doc.moveTo(left, top).lineTo(left + width - 24, top);
		doc.lineWidth(0.6).strokeColor('black').stroke();
		doc.fontSize(9).fillColor('black');
		doc.text(label, left, top + 4, { width: width - 24 });
	}
}

interface Foot {
	words: string;
	pageOf: (page: number, pages: number) => string;
	/** Where what is numbered begins; it is the last so far. */
	first?: number;
}

/** Writes the foot of each page: what it belongs to, and its number. */
export function numberPages(doc: A4, { words, pageOf, first = 0 }: Foot): void {
	const { count } = doc.bufferedPageRange();
	for (let page = first; page < count; page++) {
		doc.switchToPage(page);
		// Below the margin a text would begin a page of its own.
		doc.page.margins.bottom = 0;
		const { left, top } = doc.page.margins;
		const y = doc.page.height - top;
		const line = { width: widthOf(doc), lineBreak: false };
		doc.fontSize(8).fillColor(GREY).text(words, left, y, line);
		doc.text(pageOf(page - first + 1, count - first), left, y, { ...line, align: 'right' });
	}
}
