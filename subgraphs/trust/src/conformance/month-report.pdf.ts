import { chinaTime } from '@heitu/kit/rules/calendar';
import { VERDICTS, type Verdict } from '@heitu/kit/rules/evidence';
import type { PaperFact } from '@heitu/kit/rules/issued-paper';
import { PdfSheets } from '@heitu/kit/rules/pdf-sheets';
import { keysOf } from '@heitu/kit/rules/checked';
import { SIGNED_PAPER_TITLES } from '@heitu/standard';
import type { ReportedClause } from './conformance.report.ts';

const countOf = (clauses: readonly ReportedClause[], verdict: Verdict): number =>
  clauses.filter(({ standing }) => standing === verdict).length;

/** How many entries stand how, and each with its verdict: whoever has the code reads them. No row is named. */
export const monthFacts = (clauses: readonly ReportedClause[]): PaperFact[] => [
  ...keysOf(VERDICTS).map((verdict) => ({ name: VERDICTS[verdict], value: `${countOf(clauses, verdict)}条` })),
  ...clauses.map(({ clause, title, standing }) => ({ name: `${clause} ${title}`, value: VERDICTS[standing] })),
];

/** The report of a month for the authority: every entry with its verdict, its figures and what it lacks. */
export function monthReportPdf(
  clauses: readonly ReportedClause[],
  { month, issuedAtMs, code, address }: { month: string; issuedAtMs: number; code: string; address: string },
): Buffer {
  const sheets = new PdfSheets();
  sheets.code(address);
  sheets.text(`${SIGNED_PAPER_TITLES['conformance-month']} ${month}`, 'title');
  sheets.text(`出具 ${chinaTime(issuedAtMs)}　验证码 ${code}`, 'note');
  sheets.text(`扫右边的码，或打开 ${address}，核对这份文件是不是平台签过名的那一份。`, 'note');
  sheets.text('数字由平台整月的运行记录算出，是出具那一刻的记录。', 'note');
  for (const verdict of keysOf(VERDICTS)) sheets.row(VERDICTS[verdict], `${countOf(clauses, verdict)}条`);
  for (const { clause, title, standing, met, lacking, deviation } of clauses) {
    sheets.row(`${clause} ${title}`, VERDICTS[standing]);
    for (const text of [met, lacking, deviation && `因法律要求而不同：${deviation}`])
      if (text) sheets.text(text, 'note');
  }
  return sheets.pdf();
}
