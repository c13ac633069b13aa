import { chinaDate } from '@heitu/kit/rules/calendar';
import { lockRows } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { oneOf } from '@heitu/kit/rules/enums';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { ownPartyIds } from '../access.ts';
import { mutation } from '../context.ts';
import { SupplierActs } from '../enums.ts';
import { lacking, needsOfSupplier, validUntilOf } from '../filing/compulsory.policy.ts';
import { documents } from '../filing/filing.moves.ts';
import { unseenPapers } from '../filing/unseen-papers.ts';
import { OF_PARTY } from '../party/party.policy.ts';
import { supplierNow } from '../shown.ts';
import { Supplier } from './supplier.entity.ts';
import { suppliers } from './supplier.moves.ts';
import { isToApprove } from './supplier.policy.ts';
import { SAID } from '../said.ts';

/** The seller examines its supplier's papers and puts it on file, or not; approving again renews it with newer papers. */
export const decideSupplier = mutation({
  name: 'decideSupplier',
  description:
    'The seller approves, returns or rejects its supplier by its papers; approving again renews it with newer ones.',
  may: permit.signedIn,
  input: z.object({
    supplierId: identifier().describe('The supplier: of a party that the caller acts for.'),
    decision: oneOf(SupplierActs).describe('What becomes of it.'),
    reason: paragraph(1000).nullish().describe('Compulsory for return and reject.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    REASON_NEEDED: { message: '请写明理由', clause: '7.3.1.a-c' },
    VERIFICATION_NEEDED: { message: SAID.verificationNeeded, clause: '7.3.1.a' },
    SCANS_NOT_OPENED: { message: SAID.scansNotOpened, clause: '7.3.1.a-c' },
    DOCUMENTS_LACKING: { message: '供应商的证照不齐或已过期，不能备案', clause: '7.3.1.a-c' },
  },
  shows: supplierNow,
  async run(context, { supplierId: id, decision, reason }, refuse) {
    if (decision !== 'approve' && !reason) return refuse('REASON_NEEDED');
    const nowMs = context.clock.now();
    return context.transaction(async (tx) => {
      // Taken first: of two decisions at once the second sees what the first one made of it.
      await lockRows(tx, Supplier, { id });
      const supplier = await tx.rows
        .selectFrom('Supplier')
        .selectAll()
        .where('id', '=', id)
        .where('partyId', 'in', ownPartyIds(context, 'lots'))
        .executeTakeFirst();
      if (!supplier) return refuse('NOT_FOUND');
      let validUntil = supplier.validUntil;
      if (decision === 'approve') {
        if (supplier.creditCodeIsDoubtful && !reason) return refuse('VERIFICATION_NEEDED');
        const unseen = await unseenPapers(context, tx, { supplierId: id });
        if (unseen.length > 0) return refuse('SCANS_NOT_OPENED', unseen);
        const newPapers = await documents.bySystem(context, tx, 'accept', { supplierId: id });
        if (!isToApprove(supplier.state, newPapers)) return refuse('WRONG_STATE');
        const papers = await tx.rows
          .selectFrom('Document')
          .select(['type', 'validFrom', 'validUntil'])
          .where('supplierId', '=', id)
          .where('state', '=', 'accepted')
          .execute();
        const needs = needsOfSupplier(
          { isFarmer: !supplier.creditCode, suppliesFood: !!supplier.suppliesFood },
          papers,
        );
        const missing = lacking(needs, papers, chinaDate(nowMs));
        if (missing.length > 0) return refuse('DOCUMENTS_LACKING', missing);
        validUntil = validUntilOf(needs, papers);
      }
      const unmoved = await suppliers.move(context, tx, decision, supplier, refuse, {
        parts: OF_PARTY,
        set: {
          validUntil,
          decidedBy: context.actor.id,
          decidedAtMs: nowMs,
          reason: reason ? await context.vault.sealText(id, reason) : null,
        },
      });
      return unmoved ?? ok({ id });
    });
  },
});
