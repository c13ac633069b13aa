import { yuan } from '@heitu/kit/rules/money';
import { pdfOf } from '@heitu/kit/rules/pdf';
import type { InvoiceRequest } from './shapes.ts';

/** A page of A5, lying. */
const PAGE = { width: 595, height: 420 };
const [LEFT, TOP, LINE] = [40, 40, 18];

interface Shown extends InvoiceRequest {
  number: string;
  date: string;
  isRed: boolean;
}

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

/** A PDF that a phone opens: one page of lines. */
export const invoicePdf = (shown: Shown): Buffer =>
  pdfOf(PAGE, [
    { texts: textsOf(shown).map((text, i) => ({ x: LEFT, y: TOP + i * LINE, size: i === 0 ? 15 : 11, text })) },
  ]);
