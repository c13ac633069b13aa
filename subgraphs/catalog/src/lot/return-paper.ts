import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { WITHDRAWERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { paperId } from '../inputs.ts';
import { decision, isOwnPaper, paperById } from './decide-paper.ts';
import { lotNow } from './lot-now.ts';
import { NOT_OWN_PAPER } from './lot.refusals.ts';
import { certificates, inspections } from './paper.moves.ts';
import { freeReportNumber } from './report-facts.ts';
import { tellOfReturned } from './tell-of-returned.ts';

/** A paper that is not what was typed goes back to its seller, who files the right one. */
export const returnPaper = mutation({
  name: 'returnPaper',
  description: 'A report or certificate goes back to its seller, with what is wrong; the right one is filed anew.',
  may: permit.role(...WITHDRAWERS),
  input: z.object({
    paperId: paperId(),
    reason: line(200).describe('What is wrong with it; its seller reads it.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE, NOT_OWN_PAPER },
  shows: lotNow,
  run: (context, { paperId, reason }, refuse) =>
    context.transaction(async (tx) => {
      const paper = await paperById(tx, paperId);
      if (!paper) return refuse('NOT_FOUND');
      const { row } = paper;
      if (isOwnPaper(context, row)) return refuse('NOT_OWN_PAPER');
      const set = {
        ...decision(context),
        returnReason: await context.vault.sealText(row.partyId, reason),
      };
      const moves = { certificate: certificates, inspection: inspections }[paper.kind];
      const unmoved = await moves.move(context, tx, 'return', row, refuse, { set, reason });
      if (unmoved) return unmoved;
      if (paper.report) await freeReportNumber(tx, paper.report);
      await tellOfReturned(context, tx, { ...row, kind: paper.kind, isUnseen: false });
      return ok({ id: row.lotId });
    }),
});
