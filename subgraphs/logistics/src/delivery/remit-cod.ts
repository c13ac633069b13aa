import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { deskRoles } from '../access.ts';
import { TransferSeen } from '../asks/payments.ts';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { CodRemittance } from './delivery.entity.ts';
import { codRemittances } from './delivery.moves.ts';
import { codNow } from './delivery-answers.ts';
import { codTransferNumber } from './delivery.policy.ts';

/**
 * The carrier paid the seller back: by a transfer that the provider's statement of the seller's account shows, under
 * the number of this cash and with its amount. Nobody types that it was paid (8.5.3.ca).
 */
export const remitCod = mutation({
  name: 'remitCod',
  description: "Looks whether the statement of the seller's account shows the transfer of this cash.",
  may: permit.role('carrier-manager'),
  input: z.object({ remittanceId: ids.remittance() }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NOT_SEEN: {
      message: '商家的资金流水里还没有这笔钱。转账时请写上编号，金额要一分不差；流水第二天上午才有，请到时候再点一次',
      clause: '8.5.3.ca',
    },
  },
  shows: codNow,
  async run(context, { remittanceId: id }, refuse) {
    const asked = await context.rows
      .selectFrom('CodRemittance')
      .select(['carrierPartyId', 'sellerPartyId', 'amountFen', 'collectedAtMs'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!asked || deskRoles(context.actor, asked.carrierPartyId).length === 0) return refuse('NOT_FOUND');
    const { transferSeen } = await context.peers.query(TransferSeen, {
      partyId: asked.sellerPartyId,
      number: codTransferNumber(id),
      amountFen: asked.amountFen,
      sinceMs: String(asked.collectedAtMs),
    });
    return context.transaction(async (tx) => {
      const record = await tx.em.findOne(CodRemittance, { id });
      if (!record) return refuse('NOT_FOUND');
      // When the money came, not when somebody looked.
      const seen = transferSeen && { remittedAtMs: Date.parse(transferSeen.at), reference: transferSeen.number };
      const refused = await codRemittances.move(context, tx, 'remit', record, refuse, {
        parts: deskRoles(context.actor, record.carrierPartyId),
        set: seen ?? {},
      });
      if (refused) return refused;
      // Undone with what was just written.
      return seen ? ok({ id }) : refuse('NOT_SEEN');
    });
  },
});
