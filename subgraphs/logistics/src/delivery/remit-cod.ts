import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { deskRoles } from '../access.ts';
import { TransferSeen } from '../asks/payments.ts';
import { mutation } from '../context.ts';
import { codTogether, notTogether, togetherFields } from './cod-together.ts';
import { CodRemittance } from './delivery.entity.ts';
import { codRemittances } from './delivery.moves.ts';
import { codNow } from './delivery-answers.ts';
import { codTransferNumber } from './delivery.policy.ts';

/**
 * The carrier paid the seller back: by a transfer that the provider's statement of the seller's account shows, under
 * the number of this cash and with its amount, or with the sum of all that it pays back. Nobody types that it was paid
 * (8.5.3.ca). A transfer pays once, and exactly what it is.
 */
export const remitCod = mutation({
  name: 'remitCod',
  description:
    "Looks whether the statement of the seller's account shows the transfer of this cash, or of all that it pays back.",
  may: permit.role('carrier-manager'),
  input: z.object(togetherFields()),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NOT_TOGETHER: notTogether,
    NOT_SEEN: {
      message:
        '商家的资金流水里还没有这笔钱。转账时请写上编号，金额要一分不差，几件一起打的要等于几件加起来；流水第二天上午才有，请到时候再点一次',
      clause: '8.5.3.ca',
    },
    TRANSFER_USED: { message: '这笔转账已经交清过别的货款，不能再用一次', clause: '8.5.3.ca' },
  },
  shows: codNow,
  async run(context, input, refuse) {
    const together = await codTogether(context, input);
    if (typeof together === 'string') return refuse(together);
    const { ids, carrierPartyId, sellerPartyId, amountFen, sinceMs } = together;
    const { remittanceId } = input;
    const number = codTransferNumber(remittanceId);
    const seen = { partyId: sellerPartyId, number, amountFen, sinceMs: String(sinceMs) };
    const { transferSeen } = await context.peers.query(TransferSeen, seen);
    const parts = deskRoles(context.actor, carrierPartyId);
    return context.transaction(async (tx) => {
      // Of two calls at once the key lets one through.
      const transferKey = transferSeen && `${sellerPartyId} ${transferSeen.number}`;
      // When the money came, not when somebody looked.
      const set = transferSeen && {
        remittedAtMs: Date.parse(transferSeen.at),
        reference: transferSeen.number,
        foundBy: null,
      };
      const others = { carrierPartyId, sellerPartyId, reference: transferSeen?.number ?? '', id: { $nin: [...ids] } };
      if (await tx.em.findOne(CodRemittance, others)) return refuse('TRANSFER_USED');
      for (const record of await tx.em.find(CodRemittance, { id: { $in: [...ids] } })) {
        const named = record.id === remittanceId && { transferKey };
        const refused = await codRemittances.move(context, tx, 'remit', record, refuse, {
          parts,
          set: { ...set, ...named },
        });
        if (refused) return refused;
      }
      // Undone with what was just written.
      return transferSeen ? ok({ id: remittanceId }) : refuse('NOT_SEEN');
    });
  },
});
