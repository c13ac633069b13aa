import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { codParts } from '../access.ts';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { CodRemittance } from './delivery.entity.ts';
import { codRemittances } from './delivery.moves.ts';
import { codNow } from './delivery-answers.ts';
import { tellOfSaidCash } from './tell-of-said-cash.ts';

/**
 * The carrier's desk, or the operator for it, says that a record of cash is wrong. It takes nothing back by that: the
 * buyer signed for the money, and it is the seller's, so the seller agrees, or finance finds it (8.5.3.ca).
 */
export const reverseCod = mutation({
  name: 'reverseCod',
  description: 'Says that a record of cash is wrong and is to be taken back; the seller answers it.',
  may: permit.role('carrier-manager', 'operator-admin'),
  input: z.object({ remittanceId: ids.remittance(), reason: line(200).describe('What was wrong with the record.') }),
  requestId: 'must',
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: codNow,
  run: (context, { remittanceId: id, reason }, refuse) =>
    context.transaction(async (tx) => {
      const record = await tx.em.findOne(CodRemittance, { id });
      if (!record) return refuse('NOT_FOUND');
      const { carrierPartyId, sellerPartyId, amountFen } = record;
      const saidAtMs = context.clock.now();
      const refused = await codRemittances.move(context, tx, 'doubt', record, refuse, {
        parts: codParts(context.actor, record),
        set: {
          saidAtMs,
          remindedAtMs: null,
          contestedAtMs: null,
          foundBy: null,
          doubtedBy: context.actor.id,
          doubtReason: await context.vault.sealText(carrierPartyId, reason),
        },
        reason,
      });
      if (refused) return refused;
      tellOfSaidCash(tx, 'doubted', [{ carrierPartyId, sellerPartyId, amountFen, saidAtMs }]);
      return ok({ id });
    }),
});
