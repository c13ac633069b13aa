import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { visibleComplaint } from '../complaints/complaint.loader.ts';
import { mutation } from '../context.ts';
import { complaintId } from '../input-fields.ts';
import { notifyRole } from '../messages/notify.ts';
import { SellerDemand } from './seller-demand.entity.ts';
import { sellerDemandLifecycle } from './seller-demand.lifecycle.ts';
import { demandDueAt } from './seller-demand.policy.ts';
import { sellerDemandNow } from './seller-demand.view.ts';

/** A buyer who complains of an order demands the seller's true name, address and contact (Consumer Law 44). */
export const askSellerIdentity = mutation({
  name: 'askSellerIdentity',
  description: "The buyer of a complaint demands the seller's true name, address and contact, once.",
  may: permit.role('consumer'),
  input: z.object({ complaintId: complaintId() }),
  refusals: {
    NOT_FOUND,
    NO_SELLER: { message: '这件投诉不是关于某个订单的商家的', clause: '6.6.d' },
    ALREADY_ASKED: { message: '已经要过了，请等平台提供', clause: '6.6.d' },
  },
  shows: sellerDemandNow,
  async run(context, { complaintId }, refuse) {
    const complaint = await visibleComplaint(context, complaintId);
    if (!complaint || complaint.accountId !== context.actor.id) return refuse('NOT_FOUND');
    const { partyId, orderId, number } = complaint;
    if (!partyId || !orderId) return refuse('NO_SELLER');
    return context.transaction(async (tx) => {
      const [id, askedAtMs] = [context.newId(), context.clock.now()];
      const asked = await tx.rows
        .selectFrom('SellerDemand')
        .select('id')
        .where('complaintId', '=', complaintId)
        .executeTakeFirst();
      if (asked) return refuse('ALREADY_ASKED');
      // Of two at once the second meets the key, is run again and finds the first.
      await tx.em.insert(SellerDemand, {
        id,
        complaintId,
        accountId: context.actor.id,
        partyId,
        state: sellerDemandLifecycle.initial,
        askedAtMs,
        dueAtMs: demandDueAt(askedAtMs),
        endedAtMs: null,
        endedBy: null,
        sellerSealed: null,
      });
      await notifyRole(context, tx, 'mediator', {
        kind: 'complaint-escalated',
        title: '买家要商家的真实信息',
        body: `投诉${number}的买家要商家的真实名称、地址和联系方式，请核对后提供`,
        orderId,
      });
      tx.audit({ type: 'seller-demand', id, clause: '6.6.d' });
      return ok({ id });
    });
  },
});
