import { must } from './checked.ts';
import { pdfOf, pdfWidth, type PdfDots, type PdfLine, type PdfText } from './pdf.ts';
import { qrOf } from './qr.ts';

/** A4, standing. */
const PAGE = { width: 595, height: 842 };
const [LEFT, RIGHT, TOP, BOTTOM] = [56, 539, 64, 790];
const ROW = 22;
const SIZES = { title: 20, head: 13, text: 11, note: 9 } as const;
const CODE_SIDE = 72;

/** Lines as wide as there is room for; none begins with a sign that ends something. */
function wrapped(text: string, size: number, room: number): string[] {
  const lines = [''];
  for (const letter of text) {
    const line = lines.at(-1) ?? '';
    const isFull = pdfWidth({ text: line + letter, size }) > room;
    if (isFull && !/[，。；：、）]/.test(letter)) lines.push(letter);
    else lines[lines.length - 1] = line + letter;
  }
  return lines;
}

/** A paper of texts and rows of two, written from top to bottom on as many sheets as it takes. */
export class PdfSheets {
  readonly #pages: { texts: PdfText[]; lines: PdfLine[]; dots: PdfDots[] }[] = [];
  #y = BOTTOM;
  /** So wide a place at the right is taken until there. */
  #taken = { width: 0, untilY: 0 };
  #page() {
    const last = this.#pages.at(-1);
    if (last && this.#y < BOTTOM) return last;
    this.#y = TOP;
    const page = { texts: [], lines: [], dots: [] };
    this.#pages.push(page);
    return page;
  }
  text(text: string, kind: keyof typeof SIZES): void {
    const size = SIZES[kind];
    if (kind === 'head') this.#y += 10;
    const room = RIGHT - LEFT - (this.#y < this.#taken.untilY ? this.#taken.width : 0);
    for (const line of wrapped(text, size, room)) {
      this.#page().texts.push({ x: LEFT, y: this.#y, size, text: line });
      this.#y += size + 8;
    }
  }
  row(name: string, value: string): void {
    this.#y = Math.max(this.#y, this.#taken.untilY);
    const page = this.#page();
    page.texts.push({ x: LEFT, y: this.#y, size: SIZES.text, text: name });
    page.texts.push({ x: RIGHT, y: this.#y, size: SIZES.text, text: value, endsThere: true });
    page.lines.push({ fromX: LEFT, toX: RIGHT, y: this.#y + 6 });
    this.#y += ROW;
  }
  /** Where one verifies it, at the top right: said first, so that what is written beside it keeps clear. */
  code(address: string): void {
    const page = this.#page();
    const y = this.#y - SIZES.title;
    page.dots.push({ x: RIGHT - CODE_SIDE, y, side: CODE_SIDE, rows: must(qrOf(address), 'a short address') });
    this.#taken = { width: CODE_SIDE + ROW, untilY: y + CODE_SIDE + ROW };
  }
  pdf(): Buffer {
    return pdfOf(PAGE, this.#pages);
  }
}
