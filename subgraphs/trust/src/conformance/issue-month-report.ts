import { trustPaperIssued } from '@heitu/events/trust.paper-issued.v1';
import { withDuties } from '@heitu/kit/data/duties';
import { sha256Hex } from '@heitu/kit/rules/canonical';
import { chinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { paperAddress, paperCode } from '@heitu/kit/rules/issued-paper';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import type { SignedPaperKind } from '@heitu/standard';
import { mutation, type TrustContext, type TrustTransaction } from '../context.ts';
import { monthPeriod } from '../conduct/assessment.policy.ts';
import { monthSchema } from '../conduct/month-answers.ts';
import { platform, trustDuties } from '../duties/trust.duties.ts';
import { evidence } from '../evidence.ts';
import { reportOf, type ReportedClause } from './conformance.report.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { MonthReport } from './month-report.entity.ts';
import { ISSUE_AFTER_MS, MONTH_REPORT_FILE } from './month-report.policy.ts';
import { monthFacts, monthReportPdf } from './month-report.pdf.ts';
import { monthReportNow } from './month-report.view.ts';

const KIND: SignedPaperKind = 'conformance-month';
const PDF = 'application/pdf';

/** The report of a month that is over, as the file that the authority gets: kept, signed, on the audit chain (12.1). */
export const issueMonthReport = mutation({
  name: 'issueMonthReport',
  description: 'Issues the report of a month that is over, once: a file with a code by which anybody verifies it.',
  may: permit.role('operator-admin'),
  input: monthSchema,
  refusals: {
    MONTH_NOT_OVER: { message: '这个月还没有过完', clause: '12.1' },
    SOURCE_SILENT: { message: '有子系统没有答复，数字不全，不能出具；请稍后再试', clause: '12.1' },
    ALREADY_ISSUED: { message: '这个月的报告已经出具，不能重做', clause: '12.1' },
  },
  shows: monthReportNow,
  async run(context, { month }, refuse) {
    if (monthPeriod(month).toMs > context.clock.now()) return refuse('MONTH_NOT_OVER');
    if (await isIssued(context, month)) return refuse('ALREADY_ISSUED');
    const clauses = await clausesOf(context, month);
    if (!clauses) return refuse('SOURCE_SILENT');
    return context.transaction(async (tx) => {
      if (await isIssued(tx, month)) return refuse('ALREADY_ISSUED');
      return ok({ id: await issue(context, tx, month, clauses) });
    });
  },
});

const isIssued = async ({ rows }: Pick<TrustContext, 'rows'>, month: string): Promise<boolean> =>
  (await rows.selectFrom('MonthReport').select('id').where('month', '=', month).executeTakeFirst()) !== undefined;

/** Every entry over the whole month; null where one of the six did not answer: half a report is none. */
async function clausesOf(context: TrustContext, month: string): Promise<ReportedClause[] | null> {
  const told = await gatherEvidence(context, withDuties(evidence, trustDuties), monthPeriod(month));
  return [...told.values()].includes(null) ? null : reportOf(told);
}

async function issue(
  context: TrustContext,
  tx: TrustTransaction,
  month: string,
  clauses: readonly ReportedClause[],
): Promise<string> {
  const [id, issuedAtMs] = [context.newId(), context.clock.now()];
  const code = paperCode(id);
  const address = paperAddress(context.services.publicUrl, code);
  const bytes = monthReportPdf(clauses, { month, issuedAtMs, code, address });
  const digest = sha256Hex(bytes);
  const content = JSON.stringify(clauses);
  await tx.em.insert(MonthReport, { id, month, code, digest, content, issuedAtMs, issuedBy: context.actor.id });
  await context.files.put(
    tx.em,
    { id, ownerId: id, purpose: MONTH_REPORT_FILE, isPublic: false, atMs: issuedAtMs, mediaType: PDF, bytes },
    [{ type: 'month-report', id }],
  );
  const facts = monthFacts(clauses);
  tx.publish(
    trustPaperIssued,
    { type: 'month-report', id },
    { code, kind: KIND, subject: month, digest, issuedAtMs, facts },
  );
  // The digest stands in the entry itself: the chain proves which file it was.
  tx.audit({ type: 'month-report', id: `${month} ${digest}`, clause: '12.1' });
  return id;
}

/** Issues the report of the month that has ended, where nobody did. A subgraph that is silent is asked again. */
export async function keepMonthReports(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const thisMonthMs = startOfChinaMonth(chinaMonth(nowMs));
  if (nowMs < thisMonthMs + ISSUE_AFTER_MS) return;
  const [opened] = await platform(context);
  const month = chinaMonth(thisMonthMs - DAY_MS);
  if (!opened || opened.sinceMs >= thisMonthMs || (await isIssued(context, month))) return;
  await issueMonthReport(context, { month });
}
