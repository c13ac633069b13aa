import { chinaTime } from '@heitu/kit/rules/calendar';
import { yuan } from '@heitu/kit/rules/money';
import { pdfOf, pdfWidth, type PdfLine, type PdfPage, type PdfText } from '@heitu/kit/rules/pdf';
import { RECALL_CALLER_TITLES, RECALL_HAZARD_TITLES, RECALL_LAW, RECALL_LEVEL_TITLES } from '@heitu/standard';
import type { Row } from '../context.ts';
import { recallCaseLifecycle } from './recall-case.lifecycle.ts';
import type { RecallFigures } from './recall.loader.ts';
import { RECALL_ADVICE, timesBasis } from './recall.policy.ts';
import { recallRowLifecycle, type RecallRowState } from './recall-row.lifecycle.ts';

/** A4, standing. */
const PAGE = { width: 595, height: 842 };
const [LEFT, RIGHT, BOTTOM] = [56, 539, 790];
const ROW = 22;
const [TITLE, HEAD, TEXT, NOTE] = [20, 13, 11, 9];
/** Lines as wide as the page; none begins with a sign that ends something. */
function wrapped(text: string, size: number): string[] {
  const lines = [''];
  for (const letter of text) {
    const line = lines.at(-1) ?? '';
    const isFull = pdfWidth({ text: line + letter, size }) > RIGHT - LEFT;
    if (isFull && !/[，。；：、）]/.test(letter)) lines.push(letter);
    else lines[lines.length - 1] = line + letter;
  }
  return lines;
}

export interface RecallReport {
  case: Row<'RecallCase'>;
  sellerName: string;
  figures: RecallFigures;
  /** Units of each lot by what became of them. */
  lots: readonly { lotCode: string; goods: string; state: RecallRowState; units: number }[];
  madeAtMs: number;
}

class Sheets {
  readonly #pages: { texts: PdfText[]; lines: PdfLine[] }[] = [];
  #y = BOTTOM;
  #page(): { texts: PdfText[]; lines: PdfLine[] } {
    const last = this.#pages.at(-1);
    if (last && this.#y < BOTTOM) return last;
    this.#y = 64;
    const page = { texts: [], lines: [] };
    this.#pages.push(page);
    return page;
  }
  text(text: string, size: number): void {
    for (const line of wrapped(text, size)) {
      this.#page().texts.push({ x: LEFT, y: this.#y, size, text: line });
      this.#y += size + 8;
    }
  }
  head(text: string): void {
    this.#y += 10;
    this.text(text, HEAD);
  }
  row(label: string, value: string): void {
    const page = this.#page();
    page.texts.push({ x: LEFT, y: this.#y, size: TEXT, text: label });
    page.texts.push({ x: RIGHT, y: this.#y, size: TEXT, text: value, endsThere: true });
    page.lines.push({ fromX: LEFT, toX: RIGHT, y: this.#y + 6 });
    this.#y += ROW;
  }
  pages(): readonly PdfPage[] {
    return this.#pages;
  }
}

const when = (ms: number | null, none = '还没有'): string => (ms === null ? none : chinaTime(ms));

function facts(sheets: Sheets, { case: one, sellerName }: RecallReport): void {
  sheets.head('召回的是什么');
  sheets.row('商品', one.goods);
  sheets.row('批号', one.lotCode);
  sheets.row('商家', sellerName);
  sheets.row('为什么', RECALL_HAZARD_TITLES[one.hazard]);
  sheets.row('级别', RECALL_LEVEL_TITLES[one.level]);
  sheets.row('谁召回的', RECALL_CALLER_TITLES[one.caller] + (one.orderNumber === null ? '' : `（${one.orderNumber}）`));
  sheets.row('现在', recallCaseLifecycle.texts[one.state]);
}

function times(sheets: Sheets, { case: one }: RecallReport): void {
  sheets.head('时间');
  sheets.row('开始', when(one.openedAtMs));
  sheets.row('报告期限', when(one.reportDueAtMs));
  sheets.row('报告主管部门', when(one.reportedAtMs));
  if (one.authority !== null) sheets.row('收报告的', [one.authority, one.receipt].filter(Boolean).join('，'));
  sheets.row('通知完买家', when(one.notifiedAtMs));
  sheets.row('办完期限', when(one.finishDueAtMs));
  sheets.row('关闭（两人复核）', when(one.closedAtMs));
  sheets.text(timesBasis(one.level), NOTE);
}

function counted(sheets: Sheets, { figures: of }: RecallReport): void {
  sheets.head('数字');
  sheets.row('涉及批次', `${of.lots}个`);
  sheets.row('找到的货', `${of.units}件`);
  sheets.row('收回封存', `${of.recoveredUnits}件`);
  sheets.row('已销毁（有照片）', `${of.destroyedUnits}件`);
  sheets.row('收不回（吃了、扔了、丢了、联系不上）', `${of.goneUnits}件`);
  sheets.row('还没有下落', `${Math.max(of.units - of.recoveredUnits - of.goneUnits, 0)}件`);
  sheets.row('买家', `${of.buyers}人`);
  sheets.row('发了消息、发了短信', `${of.told}人、${of.texted}人`);
  sheets.row('确认看到、说了货在哪', `${of.seen}人、${of.reached}人`);
  sheets.row('应退、已退到账', `${yuan(of.refundDueFen)}元、${yuan(of.refundedFen)}元`);
}

/** What the authority is told of a recall, as it stands at this moment. No buyer is in it. */
export function recallReportPdf(report: RecallReport): Buffer {
  const sheets = new Sheets();
  const { case: one, madeAtMs } = report;
  sheets.text('食品召回报告', TITLE);
  sheets.text(`编号 ${one.id}　制表 ${chinaTime(madeAtMs)}`, NOTE);
  sheets.text(`按${RECALL_LAW}报送。数字是制表那一刻平台的记录，以后会变。`, NOTE);
  facts(sheets, report);
  times(sheets, report);
  counted(sheets, report);
  sheets.head('货在哪、怎么处理的');
  for (const { lotCode, goods, state, units } of report.lots)
    sheets.row(`${goods}，批号${lotCode}，${recallRowLifecycle.texts[state]}`, `${units}件`);
  sheets.head('怎么告诉买家的');
  sheets.text(RECALL_ADVICE[one.hazard], TEXT);
  sheets.text(`公告在平台的召回公告里，按批号${one.lotCode}核对。`, NOTE);
  return pdfOf(PAGE, sheets.pages());
}
