import { ordersPaperIssued } from '@heitu/events/orders.paper-issued.v1';
import { hashOf, sha256Hex } from '@heitu/kit/rules/canonical';
import { paperAddress, paperCode } from '@heitu/kit/rules/issued-paper';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import type { SignedPaperKind } from '@heitu/standard';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { nameOfParty } from '../peers.ts';
import { recallCaseNow } from './recall-answers.ts';
import { RECALL_KEEPERS } from './recall-case.lifecycle.ts';
import { recallCasesById } from './recall.loader.ts';
import { RECALL_REPORT_FILE } from './recall.policy.ts';
import { RecallReport } from './recall.entity.ts';
import { recallFacts, recallReportPdf } from './recall-report.pdf.ts';
import { recallReport } from './recall-report.loader.ts';

const KIND: SignedPaperKind = 'recall-report';
const PDF = 'application/pdf';

/** The report of a recall as it stands, as the file that the authority gets: kept, numbered, signed (decision 60). */
export const issueRecallReport = mutation({
  name: 'issueRecallReport',
  description: 'Issues the report of a recall as it stands: a file that anybody verifies by its code.',
  may: permit.role(...RECALL_KEEPERS),
  input: z.object({ caseId: ids.recall() }),
  refusals: { NOT_FOUND },
  shows: recallCaseNow,
  run: async (context, { caseId }, refuse) => {
    const [one] = await recallCasesById(context, [caseId]);
    if (!one) return refuse('NOT_FOUND');
    const report = await recallReport(context, one);
    const facts = recallFacts(report);
    const [id, issuedAtMs] = [context.newId(), context.clock.now()];
    const code = paperCode(id);
    const pdf = recallReportPdf(report, {
      sellerName: await nameOfParty(context, one.partyId),
      madeAtMs: issuedAtMs,
      issued: { code, address: paperAddress(context.services.publicUrl, code) },
    });
    return context.transaction(async (tx) => {
      const said = { caseId, saidHash: hashOf(facts) };
      if (await tx.em.findOne(RecallReport, said)) return ok({ id: caseId });
      const digest = sha256Hex(pdf);
      const issuedBy = context.actor.id;
      await tx.em.insert(RecallReport, { ...said, id, code, digest, issuedAtMs, issuedBy });
      // Under the case's own key: it stays readable when whoever issued it is forgotten.
      await context.files.put(
        tx.em,
        {
          id,
          ownerId: caseId,
          purpose: RECALL_REPORT_FILE,
          isPublic: false,
          atMs: issuedAtMs,
          mediaType: PDF,
          bytes: pdf,
        },
        [{ type: 'recall-report', id }],
      );
      const subject = `${one.goods}，批号${one.lotCode}`;
      tx.publish(
        ordersPaperIssued,
        { type: 'recall-report', id },
        { code, kind: KIND, subject, digest, issuedAtMs, facts },
      );
      return ok({ id: caseId });
    });
  },
});
