import { chinaTime } from '@heitu/kit/rules/calendar';
import type { PaperFact } from '@heitu/kit/rules/issued-paper';
import { yuan } from '@heitu/kit/rules/money';
import { PdfSheets } from '@heitu/kit/rules/pdf-sheets';
import {
  RECALL_CALLER_TITLES,
  RECALL_HAZARD_TITLES,
  RECALL_LAW,
  RECALL_LEVEL_TITLES,
  SIGNED_PAPER_TITLES,
} from '@heitu/standard';
import type { Row } from '../context.ts';
import { recallCaseLifecycle } from './recall-case.lifecycle.ts';
import type { RecallFigures } from './recall.loader.ts';
import { RECALL_ADVICE, timesBasis } from './recall.policy.ts';
import { recallRowLifecycle, type RecallRowState } from './recall-row.lifecycle.ts';

export interface RecallReport {
  case: Row<'RecallCase'>;
  figures: RecallFigures;
  /** Units of each lot by what became of them. */
  lots: readonly { lotCode: string; goods: string; state: RecallRowState; units: number }[];
}
interface Part {
  title: string;
  facts: readonly PaperFact[];
  note?: string;
}

const fact = (name: string, value: string): PaperFact => ({ name, value });
const when = (ms: number | null, none = '还没有'): string => (ms === null ? none : chinaTime(ms));

const what = ({ case: one }: RecallReport): Part => ({
  title: '召回的是什么',
  facts: [
    fact('商品', one.goods),
    fact('批号', one.lotCode),
    fact('为什么', RECALL_HAZARD_TITLES[one.hazard]),
    fact('级别', RECALL_LEVEL_TITLES[one.level]),
    fact('谁召回的', RECALL_CALLER_TITLES[one.caller] + (one.orderNumber === null ? '' : `（${one.orderNumber}）`)),
    fact('现在', recallCaseLifecycle.texts[one.state]),
  ],
});

const times = ({ case: one }: RecallReport): Part => ({
  title: '时间',
  facts: [
    fact('开始', when(one.openedAtMs)),
    fact('报告期限', when(one.reportDueAtMs)),
    fact('报告主管部门', when(one.reportedAtMs)),
    ...(one.authority === null ? [] : [fact('收报告的', [one.authority, one.receipt].filter(Boolean).join('，'))]),
    fact('通知完买家', when(one.notifiedAtMs)),
    fact('办完期限', when(one.finishDueAtMs)),
    fact('关闭（两人复核）', when(one.closedAtMs)),
  ],
  note: timesBasis(one.level),
});

const counted = ({ figures: of }: RecallReport): Part => ({
  title: '数字',
  facts: [
    fact('涉及批次', `${of.lots}个`),
    fact('找到的货', `${of.units}件`),
    fact('收回封存', `${of.recoveredUnits}件`),
    fact('已销毁（有照片）', `${of.destroyedUnits}件`),
    fact('收不回（吃了、扔了、丢了、联系不上）', `${of.goneUnits}件`),
    fact('还没有下落', `${Math.max(of.units - of.recoveredUnits - of.goneUnits, 0)}件`),
    fact('买家', `${of.buyers}人`),
    fact('发了消息、发了短信', `${of.told}人、${of.texted}人`),
    fact('确认看到、说了货在哪', `${of.seen}人、${of.reached}人`),
    fact('应退、已退到账', `${yuan(of.refundDueFen)}元、${yuan(of.refundedFen)}元`),
  ],
});

const fates = ({ lots }: RecallReport): Part => ({
  title: '货在哪、怎么处理的',
  facts: lots.map(({ goods, lotCode, state, units }) =>
    fact(`${goods}，批号${lotCode}，${recallRowLifecycle.texts[state]}`, `${units}件`),
  ),
});

const partsOf = (report: RecallReport): Part[] => [what(report), times(report), counted(report), fates(report)];
/** All that it says as rows, whose goods they are aside: anybody who has its code reads them. */
export const recallFacts = (report: RecallReport): PaperFact[] => partsOf(report).flatMap(({ facts }) => facts);

/** What the authority is told of a recall, as it stands at this moment. No buyer is in it. */
export function recallReportPdf(
  report: RecallReport,
  { sellerName, madeAtMs, issued }: { sellerName: string; madeAtMs: number; issued: PaperMark | null },
): Buffer {
  const sheets = new PdfSheets();
  const { case: one } = report;
  if (issued) sheets.code(issued.address);
  sheets.text(SIGNED_PAPER_TITLES['recall-report'], 'title');
  sheets.text(`编号 ${one.id}　制表 ${chinaTime(madeAtMs)}`, 'note');
  sheets.text(
    issued
      ? `验证码 ${issued.code}。扫右边的码，或打开 ${issued.address}，核对这份文件是不是平台签过名的那一份。`
      : '草稿，没有签名：报送的那一份要先出具。',
    'note',
  );
  sheets.text(`按${RECALL_LAW}报送。数字是制表那一刻平台的记录，以后会变。`, 'note');
  sheets.row('商家', sellerName);
  for (const { title, facts, note } of partsOf(report)) {
    sheets.text(title, 'head');
    for (const { name, value } of facts) sheets.row(name, value);
    if (note) sheets.text(note, 'note');
  }
  sheets.text('怎么告诉买家的', 'head');
  sheets.text(RECALL_ADVICE[one.hazard], 'text');
  sheets.text(`公告在平台的召回公告里，按批号${one.lotCode}核对。`, 'note');
  return sheets.pdf();
}
/** By what it is verified. */
export interface PaperMark {
  code: string;
  address: string;
}
