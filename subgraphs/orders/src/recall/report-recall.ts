import { useFiles } from '@heitu/kit/privacy/file-uses';
import { oneOf } from '@heitu/kit/rules/enums';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { RecallAuthorities } from '../enums.ts';
import { ids } from '../input-fields.ts';
import { recallCaseNow } from './recall-answers.ts';
import { RECALL_KEEPERS } from './recall-case.lifecycle.ts';
import { recallCases } from './recall.moves.ts';
import { RECALL_AUTHORITIES, RECEIPT_PURPOSE } from './recall.policy.ts';

/**
 * The authority has the report of a recall: who took it, and under which number (Food Safety Law 63). What it has is a
 * report that was issued, and its receipt is there to be looked at: a word alone reports nothing.
 */
export const reportRecall = mutation({
  name: 'reportRecall',
  description: 'The authority has the report of a recall: who took it, and under which number.',
  may: permit.role(...RECALL_KEEPERS),
  input: z.object({
    caseId: ids.recall(),
    authority: oneOf(RecallAuthorities).describe('Which authority.'),
    receipt: line(120).describe('The number under which it took the report.'),
    receiptFileId: identifier().describe(
      'POST /edges/orders/files?purpose=recall-receipt-scan: the paper that says so.',
    ),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    REPORT_NOT_ISSUED: { message: '还没有出具召回报告：先出具，交给主管部门，再登记回执', clause: '7.3.6.a-c' },
    RECEIPT_UNKNOWN: { message: '没有找到回执的照片或扫描件，请重新上传', clause: '7.3.6.a-c' },
  },
  shows: recallCaseNow,
  run: (context, { caseId: id, authority, receipt, receiptFileId }, refuse) =>
    context.transaction(async (tx) => {
      const found = await tx.rows.selectFrom('RecallCase').selectAll().where('id', '=', id).executeTakeFirst();
      if (!found) return refuse('NOT_FOUND');
      // Where the level rose, what the authority had before says too little.
      const { risenAtMs } = await tx.rows
        .selectFrom('RecallRegrade')
        .select(({ fn }) => fn.max('proposedAtMs').as('risenAtMs'))
        .where('caseId', '=', id)
        .where('reportDueBeforeMs', 'is not', null)
        .executeTakeFirstOrThrow();
      const issued = await tx.rows
        .selectFrom('RecallReport')
        .select('id')
        .where('caseId', '=', id)
        .where('issuedAtMs', '>=', risenAtMs ?? 0)
        .executeTakeFirst();
      if (!issued) return refuse('REPORT_NOT_ISSUED');
      if (!(await useFiles(context, tx, { type: 'recall-case', id }, [receiptFileId], RECEIPT_PURPOSE)))
        return refuse('RECEIPT_UNKNOWN', 'receiptFileId');
      const set = {
        authority: RECALL_AUTHORITIES[authority],
        receipt,
        receiptFileId,
        reportedAtMs: context.clock.now(),
        reportedBy: context.actor.id,
      };
      return (await recallCases.move(context, tx, 'report', found, refuse, { set })) ?? ok({ id });
    }),
});
