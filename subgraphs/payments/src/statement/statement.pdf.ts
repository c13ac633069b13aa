import { yuan } from '@heitu/kit/rules/money';
import { pdfOf, type PdfLine, type PdfPage, type PdfText } from '@heitu/kit/rules/pdf';
import type { MoneyStatement } from './statement.loader.ts';
import { STATEMENT_KINDS } from './statement.policy.ts';

/** A4, standing. */
const PAGE = { width: 595, height: 842 };
const [LEFT, RIGHT] = [56, 539];
const ROW = 26;
const [TITLE, TEXT, NOTE] = [20, 12, 10];

const signed = (fen: number): string => (fen > 0 ? `+${yuan(fen)}` : yuan(fen));
const monthOf = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
const dayOf = (date: string): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;

type Row = readonly [label: string, amount: string];
/** What leads from our closing to the provider's own line; only what is not zero. */
function bankRows({ bank }: MoneyStatement): Row[] {
  if (!bank) return [];
  const between: Row[] = [
    [`${dayOf(bank.date)}以后的进出`, signed(-bank.sinceFen)],
    ['只有一边记到的订单', signed(bank.underWayFen)],
    ['第一次对账以前就有的差额', signed(bank.openingFen)],
    ['还没查清的差额', signed(bank.differenceFen)],
  ];
  return [
    ...between.filter(([, amount]) => amount !== yuan(0)),
    [`支付机构${dayOf(bank.date)}夜里的余额`, yuan(bank.theirFen)],
  ];
}

function invoiceText({ invoices }: MoneyStatement): string {
  const { issuedCount, issuedFen, redCount, redFen, waitingCount } = invoices;
  return [
    `本月开出发票${issuedCount}张，${yuan(issuedFen)}元`,
    redCount > 0 ? `冲红${redCount}张，${yuan(redFen)}元` : '',
    waitingCount > 0 ? `还有${waitingCount}张没开` : '',
  ]
    .filter((text) => text !== '')
    .join('；');
}

function standing({ isFinal, isClosed }: MoneyStatement): string {
  if (isClosed) return '本月已经关账，数字不会再变。';
  return isFinal ? '本月每天都和支付机构对过账，还没关账。' : '本月还没全部对完账，数字还会变。';
}

class Sheet {
  readonly #texts: PdfText[] = [];
  readonly #lines: PdfLine[] = [];
  #y = 72;
  text(text: string, size: number, below = ROW): void {
    this.#texts.push({ x: LEFT, y: this.#y, size, text });
    this.#y += below;
  }
  row([label, amount]: Row, size = TEXT): void {
    this.#texts.push({ x: LEFT, y: this.#y, size, text: label });
    this.#texts.push({ x: RIGHT, y: this.#y, size, text: amount, endsThere: true });
    this.#lines.push({ fromX: LEFT, toX: RIGHT, y: this.#y + 8 });
    this.#y += ROW;
  }
  gap(): void {
    this.#y += ROW / 2;
  }
  page(): PdfPage {
    return { texts: this.#texts, lines: this.#lines };
  }
}

/** The month on one page: it opens with what the account held, and ends at the provider's own line. */
export function statementPdf(statement: MoneyStatement, name: string): Buffer {
  const sheet = new Sheet();
  sheet.text(`${monthOf(statement.month)}货款对账单`, TITLE, ROW + 6);
  sheet.text(`${name}  商户号${statement.merchant}  单位：元`, TEXT);
  sheet.text(standing(statement), NOTE, ROW + 4);
  sheet.row(['月初在支付机构的钱', yuan(statement.openingFen)]);
  for (const { kind, fen, count } of statement.lines)
    sheet.row([`${STATEMENT_KINDS[kind]}（${count}笔）`, signed(fen)]);
  sheet.row(['月末在支付机构的钱', yuan(statement.closingFen)]);
  if (statement.fromDepositFen > 0)
    sheet.row(['另外从保证金赔出去的（不在上面的钱里）', yuan(statement.fromDepositFen)], NOTE);
  sheet.gap();
  for (const row of bankRows(statement)) sheet.row(row);
  sheet.gap();
  sheet.text(invoiceText(statement), NOTE);
  sheet.text('钱由支付机构保管，平台不经手。冻结的和能用的都算在内。', NOTE);
  return pdfOf(PAGE, [sheet.page()]);
}
