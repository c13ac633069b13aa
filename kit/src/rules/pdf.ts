/**
 * Pages of text, lines and codes as a PDF that a phone opens. The font is one that every reader brings along, two bytes
 * for each character, so that no font has to be shipped for Chinese.
 */
export interface PdfText {
  /** From the left, or of the right end where it ends there; from the top. In points. */
  x: number;
  y: number;
  size: number;
  text: string;
  endsThere?: boolean;
  /** Latin letters and digits that are typed off: in a face where each stands apart. */
  isCode?: boolean;
}
export interface PdfLine {
  fromX: number;
  toX: number;
  y: number;
}
/** A square of dots, dark ones true: a code. `side` is as long as the square is on paper. */
export interface PdfDots {
  x: number;
  y: number;
  side: number;
  rows: readonly (readonly boolean[])[];
}
export interface PdfPage {
  texts: readonly PdfText[];
  lines?: readonly PdfLine[];
  dots?: readonly PdfDots[];
}

const FONT = '/STSong-Light';
const SYSTEM = '/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>';
const WIDTHS = '/DW 1000 /W [1 [500] 2 94 500]';
const BOX = '/FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93';
/** The objects before those of the pages: catalogue, list of pages, font, its face, its measures, the face of codes. */
const OBJECTS_BEFORE = 6;

const isNarrow = (character: string): boolean => character >= ' ' && character <= '~';
/** One that every reader has, too; all of its letters are of one width. */
const CODE_FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>';
const CODE_WIDTH = 0.6;
/** Latin letters are half as wide as they are high, everything else is square. */
export const pdfWidth = ({ text, size, isCode }: Pick<PdfText, 'text' | 'size' | 'isCode'>): number =>
  isCode
    ? text.length * CODE_WIDTH * size
    : [...text].reduce((sum, character) => sum + (isNarrow(character) ? size / 2 : size), 0);

const hexOf = (text: string): string =>
  [...text].map((character) => (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('');

const hexOfCode = (text: string): string => Buffer.from(text, 'latin1').toString('hex');

const BYTE_BITS = 8;
/** Eight dots a byte, the leftmost first; what fills up the last byte is not drawn. */
const hexOfDots = (row: readonly boolean[]): string =>
  Array.from({ length: Math.ceil(row.length / BYTE_BITS) }, (_, i) =>
    row
      .slice(i * BYTE_BITS, (i + 1) * BYTE_BITS)
      .reduce((byte, isDark, bit) => byte | (isDark ? 0x80 >> bit : 0), 0)
      .toString(16)
      .padStart(2, '0'),
  ).join('');
/** An image that paints where its bits are set: a printer gives each dot the same number of its own. */
const dotsOf = ({ x, y, side, rows }: PdfDots, height: number): string => {
  const mask = `/W ${rows.length} /H ${rows.length} /IM true /D [1 0] /F /AHx`;
  const place = `${side} 0 0 ${side} ${x} ${height - y - side}`;
  return `q ${place} cm\nBI ${mask}\nID ${rows.map(hexOfDots).join('')}>\nEI Q`;
};

function contentOf({ texts, lines = [], dots = [] }: PdfPage, height: number): string {
  return [
    ...dots.map((one) => dotsOf(one, height)),
    ...texts.map((one) => {
      const x = one.endsThere ? one.x - pdfWidth(one) : one.x;
      const [face, hex] = one.isCode ? ['/F2', hexOfCode(one.text)] : ['/F1', hexOf(one.text)];
      return `BT ${face} ${one.size} Tf ${x} ${height - one.y} Td <${hex}> Tj ET`;
    }),
    ...lines.map(({ fromX, toX, y }) => `0.5 w ${fromX} ${height - y} m ${toX} ${height - y} l S`),
  ].join('\n');
}

export function pdfOf({ width, height }: { width: number; height: number }, pages: readonly PdfPage[]): Buffer {
  const numberOf = (page: number): number => OBJECTS_BEFORE + 1 + page * 2;
  const kids = pages.map((_, i) => `${numberOf(i)} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    `<< /Type /Font /Subtype /Type0 /BaseFont ${FONT} /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>`,
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont ${FONT} ${SYSTEM} /FontDescriptor 5 0 R ${WIDTHS} >>`,
    `<< /Type /FontDescriptor /FontName ${FONT} /Flags 6 ${BOX} >>`,
    CODE_FONT,
    ...pages.flatMap((page, i) => {
      const content = contentOf(page, height);
      const uses = `/Contents ${numberOf(i) + 1} 0 R /Resources << /Font << /F1 3 0 R /F2 6 0 R >> >>`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] ${uses} >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const xref = `xref\n0 ${count}\n0000000000 65535 f \n${table}`;
  const trailer = `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + xref + trailer, 'latin1');
}
