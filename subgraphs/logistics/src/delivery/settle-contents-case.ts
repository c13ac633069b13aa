import { atField, ok, refuse, NOT_FOUND, WRONG_STATE, machineRefusals } from '@heitu/kit/rules/outcome';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { managedCarriers } from '../access.ts';
import { mutation } from '../context.ts';
import { ids, moment } from '../input-fields.ts';
import { ContentsCase } from './delivery.entity.ts';
import { contentsCases } from './delivery.moves.ts';
import { contentsCaseNow } from './delivery-answers.ts';

/** The carrier contacted the consignor and it is settled. */
export const settleContentsCase = mutation({
  name: 'settleContentsCase',
  description: 'The carrier has spoken with the seller, and the case is settled.',
  may: permit.role('carrier-manager'),
  input: z.object({
    caseId: ids.contentsCase(),
    consignorContactedAt: moment(0).describe('When the carrier spoke with the seller.'),
    settlement: paragraph(500).describe('What was agreed, at most 500 characters.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: contentsCaseNow,
  async run(context, { caseId: id, consignorContactedAt: consignorContactedAtMs, settlement }, refuse) {
    const nowMs = context.clock.now();
    if (consignorContactedAtMs > nowMs) return refuseFuture();
    return context.transaction(async (tx) => {
      const mine = { id, carrierPartyId: { $in: managedCarriers(context.actor) } };
      const found = await tx.em.findOne(ContentsCase, mine);
      if (!found) return refuse('NOT_FOUND');
      const refused = await contentsCases.move(context, tx, 'settle', found, refuse, {
        parts: ['carrier-manager'],
        set: {
          consignorContactedAtMs,
          settlement: await context.vault.sealText(found.openedBy, settlement),
          settledAtMs: nowMs,
        },
      });
      return refused ?? ok({ id });
    });
  },
});

const refuseFuture = () =>
  refuse(machineRefusals, 'INVALID_INPUT', [atField('consignorContactedAt', '联系时间不能晚于现在')]);
