import { chinaDate } from '@heitu/kit/rules/calendar';
import { useFiles } from '@heitu/kit/privacy/file-uses';
import { atField, NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { toJson } from '@heitu/kit/rules/typed-json';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { day, lotId } from '../inputs.ts';
import { limitsForLot } from '../standard/indicator.loader.ts';
import { judgeFindings, outcomeOf } from '../standard/indicator.policy.ts';
import { FINDINGS, findingsInput, refusedFindings } from './findings.ts';
import { SelfCheck } from './lot.entity.ts';
import { lotNow } from './lot-now.ts';
import { mayCheckSelf } from './lot.policy.ts';
import { DATE_IN_FUTURE, FILE_UNKNOWN, inFuture } from './lot.refusals.ts';
import { ownedLot } from './owned-lot.ts';
import { issuePromise } from './issue-promise.ts';
import { missingOfForm, selfCheckForm, selfCheckLimits } from './self-check.policy.ts';
import { tellOfFindings } from './tell-of-findings.ts';

/**
 * A farmer looks and measures, with a photo, and signs: the certificate of conformity follows. It is no report: the
 * page says that nobody else has looked.
 */
export const recordSelfCheck = mutation({
  name: 'recordSelfCheck',
  description: "A seller's own look at produce as it was grown (selfCheckForm), with a photo and a promise; no report.",
  may: permit.role(...SELLERS),
  input: z.object({
    lotId: lotId(),
    checkedBy: line(40).describe('Who looked.'),
    checkedOn: day().describe('The day of the check: not before the lot was made, not in the future.'),
    fileId: identifier().describe('A photo of the goods or of the measuring, uploaded with purpose inspection-report.'),
    items: findingsInput(),
    promised: z
      .boolean()
      .refine((promised) => promised, '请先看过承诺再交')
      .describe('No banned pesticide or medicine was used, and residues are within the limits.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    FILE_UNKNOWN,
    DATE_IN_FUTURE,
    ...FINDINGS,
    REPORT_ASKED: { message: '这类货不能自己检，要有检测机构或厂里的检验报告', clause: '7.3.6.b' },
    FORM_INCOMPLETE: { message: '自检表没有填全', clause: '7.3.6.b' },
    BEFORE_PRODUCED: { message: '自检日期早于生产日期' },
  },
  shows: lotNow,
  async run(context, { lotId, items, promised: _promised, ...check }, refuse) {
    if (check.checkedOn > chinaDate(context.clock.now()))
      return refuse('DATE_IN_FUTURE', inFuture('checkedOn', check.checkedOn));
    return context.transaction(async (tx) => {
      const lot = await ownedLot(context, lotId);
      if (!lot) return refuse('NOT_FOUND');
      if (lot.state !== 'registered' && lot.state !== 'released') return refuse('WRONG_STATE');
      const goods = await limitsForLot(tx.rows, lot);
      if (!mayCheckSelf({ id: goods.categoryId, isProcessed: goods.isProcessed })) return refuse('REPORT_ASKED');
      if (check.checkedOn < lot.producedOn)
        return refuse('BEFORE_PRODUCED', [atField('checkedOn', `这批货${lot.producedOn}才生产`)]);
      const missing = missingOfForm(selfCheckForm(goods.categoryId), items).map((text) => atField('items', text));
      if (missing.length > 0) return refuse('FORM_INCOMPLETE', missing);
      const limits = [...selfCheckLimits(goods.categoryId), ...goods.limits];
      const unread = refusedFindings(items, { limits, grade: goods.grade }, refuse);
      if (unread) return unread;
      const id = context.newId();
      if (!(await useFiles(context, tx, { type: 'self-check', id }, [check.fileId], 'inspection-report')))
        return refuse('FILE_UNKNOWN', 'fileId');
      const judged = judgeFindings(items, limits, goods.grade);
      const passed = outcomeOf(judged) === true;
      await tx.em.insert(SelfCheck, {
        ...check,
        checkedBy: await context.vault.sealText(lot.partyId, check.checkedBy),
        id,
        lotId,
        partyId: lot.partyId,
        items: toJson(judged),
        passed,
        recordedAtMs: context.clock.now(),
        recordedByAccountId: context.actor.id,
      });
      // The form was promised and signed: that is all the certificate asks for.
      if (passed) await issuePromise(context, tx, lot, { basis: 'own-test', signedBy: check.checkedBy });
      await tellOfFindings(context, tx, lot, judged, {
        place: null,
        source: 'seller',
        title: '商家自检，不是检测机构的报告',
        found: '没有发现问题',
        on: check.checkedOn,
        failed: '自检不合格',
      });
      tx.audit({ type: 'lot', id: lotId, clause: '7.3.6.b' });
      return ok({ id: lotId });
    });
  },
});
