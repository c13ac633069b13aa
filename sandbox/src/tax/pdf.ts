import { yuan } from '@heitu/kit/rules/money';
import type { InvoiceRequest } from './shapes.ts';

/** A page of A5, lying. */
const [WIDTH, HEIGHT] = [595, 420];
const [LEFT, TOP, LINE] = [40, 380, 18];

interface Shown extends InvoiceRequest {
  number: string;
  date: string;
  isRed: boolean;
}

/** A font that every reader brings along draws the text: two bytes for each character. */
const hexOf = (text: string): string =>
  [...text].map((character) => (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('');
const percent = (basisPoints: number): string => `${basisPoints / 100}%`;

function textsOf(shown: Shown): string[] {
  const { seller, buyer, lines, totalFen, taxFen, rateBasisPoints, isTaxFree, isRed, number, date, remark } = shown;
  const amount = (fen: number): string => `${isRed ? '-' : ''}${yuan(fen)}`;
  const rate = isTaxFree ? '免税' : percent(rateBasisPoints);
  return [
    `沙盒电子发票（普通发票）${isRed ? ' 红字' : ''}  仅供试用，不能入账`,
    `发票号码 ${number}   开票日期 ${date}`,
    `购买方 ${buyer.name}  ${buyer.taxNumber ?? ''}`,
    `销售方 ${seller.name}  ${seller.taxNumber ?? ''}${shown.isByBureau ? '  （税务机关代开）' : ''}`,
    ...lines.flatMap((line) => [
      `${line.title} ${line.specification}  x${line.quantity}`,
      `    金额${amount(line.netFen)}  税率${rate}  税额${amount(line.taxFen)}`,
    ]),
    `价税合计 ${amount(totalFen)} 元  其中税额 ${amount(taxFen)} 元`,
    `备注 ${remark}`,
  ];
}

const FONT = '/STSong-Light';
const SYSTEM = '<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>';
const WIDTHS = '/DW 1000 /W [1 [500] 2 94 500]';
const BOX = '/FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93';
const page = `/MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>`;
const objectsOf = (content: string): string[] => [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  `<< /Type /Page /Parent 2 0 R ${page} >>`,
  `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  `<< /Type /Font /Subtype /Type0 /BaseFont ${FONT} /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>`,
  `<< /Type /Font /Subtype /CIDFontType0 /BaseFont ${FONT} /CIDSystemInfo ${SYSTEM} /FontDescriptor 7 0 R ${WIDTHS} >>`,
  `<< /Type /FontDescriptor /FontName ${FONT} /Flags 6 ${BOX} >>`,
];

/** A PDF that a phone opens: one page of lines. */
export function invoicePdf(shown: Shown): Buffer {
  const content = textsOf(shown)
    .map((text, i) => `BT /F1 ${i === 0 ? 15 : 11} Tf ${LEFT} ${TOP - i * LINE} Td <${hexOf(text)}> Tj ET`)
    .join('\n');
  const objects = objectsOf(content);
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
