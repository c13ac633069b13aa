import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { deskRoles } from '../access.ts';
import { mutation } from '../context.ts';
import { codTogether, notTogether, togetherFields } from './cod-together.ts';
import { CodRemittance } from './delivery.entity.ts';
import { codRemittances } from './delivery.moves.ts';
import { codNow } from './delivery-answers.ts';
import { tellOfSaidCash } from './tell-of-said-cash.ts';

/**
 * The carrier paid into the seller's own bank account, of which no statement is seen here: it says by which transfer,
 * and the seller says whether that came (8.5.3.ca). Until then nothing is paid back.
 */
export const sayCodPaid = mutation({
  name: 'sayCodPaid',
  description: "The carrier says that this cash went into the seller's own bank account; the seller answers it.",
  may: permit.role('carrier-manager'),
  input: z.object({
    ...togetherFields(),
    receipt: line(64).describe("The bank's number of the transfer, by which the seller finds it."),
  }),
  requestId: 'must',
  refusals: { NOT_FOUND, WRONG_STATE, NOT_TOGETHER: notTogether },
  shows: codNow,
  async run(context, { receipt, ...which }, refuse) {
    const together = await codTogether(context, which);
    if (typeof together === 'string') return refuse(together);
    const parts = deskRoles(context.actor, together.carrierPartyId);
    return context.transaction(async (tx) => {
      const saidAtMs = context.clock.now();
      const records = await tx.em.find(CodRemittance, { id: { $in: [...together.ids] } });
      for (const record of records) {
        const set = { saidAtMs, remindedAtMs: null, contestedAtMs: null, foundBy: null, reference: receipt };
        const refused = await codRemittances.move(context, tx, 'say', record, refuse, { parts, set, reason: receipt });
        if (refused) return refused;
      }
      const told = records.map(({ carrierPartyId, sellerPartyId, amountFen }) => ({
        carrierPartyId,
        sellerPartyId,
        amountFen,
        saidAtMs,
      }));
      tellOfSaidCash(tx, 'said', told);
      return ok({ id: which.remittanceId });
    });
  },
});
