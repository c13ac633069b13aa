import { handoverObjected } from '@heitu/events/logistics.handover-objected.v1';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { SELLER_ROLES } from '@heitu/standard';
import { sellerParties } from '../access.ts';
import { mutation } from '../context.ts';
import { handoverNow } from '../handover/handover-answers.ts';
import { Mismatch, Reconciliation } from '../handover/handover.entity.ts';
import { handoversById } from '../handover/handover.loader.ts';
import { RESOLVE_WORKING_DAYS } from '../handover/reconcile.policy.ts';
import { ids } from '../input-fields.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { CardSignature, HandoverCard } from './card.entity.ts';
import { OBJECT_WORKING_DAYS } from './card.policy.ts';
import { withdrawn } from './withdraw-card.ts';

/**
 * The seller says that what was handed over by their card was not so. It lies with the carrier as whatever does not
 * agree between two books (8.4.2.bl), and with the operator when it is not cleared up in time.
 */
export const objectToHandover = mutation({
  name: 'objectToHandover',
  description:
    'The seller says that what went by their card was not so: the carrier has to clear it up, as any mismatch.',
  may: permit.role(...SELLER_ROLES),
  input: z.object({
    handoverId: ids.handover(),
    text: paragraph(300).describe('What was not so, at most 300 characters.'),
    nobodyOfOurs: z
      .boolean()
      .describe('Nobody of theirs handed it over: the card is in wrong hands, and refused from this moment on.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE: { ...WRONG_STATE, message: '这张单已经说过不对了，或者已经作废' },
    OBJECT_TOO_LATE: {
      message: `过了${OBJECT_WORKING_DAYS}个工作日，请打平台电话，或在订单里投诉配送公司`,
      clause: '8.4.2.bl',
    },
  },
  shows: handoverNow,
  run: (context, { handoverId: id, text, nobodyOfOurs }, refuse) =>
    context.transaction(async (tx) => {
      const { actor, clock, vault } = context;
      const [handover] = await handoversById(context, [id]);
      const signed = handover && (await tx.em.findOne(CardSignature, { id }));
      if (!handover || !signed || !sellerParties(actor).includes(handover.sellerPartyId)) return refuse('NOT_FOUND');
      if (handover.state === 'void') return refuse('WRONG_STATE');
      const nowMs = clock.now();
      if (signed.objectByMs <= nowMs) return refuse('OBJECT_TOO_LATE');
      const said = await tx.em.nativeUpdate(CardSignature, { id, objectedAtMs: null }, { objectedAtMs: nowMs });
      if (said === 0) return refuse('WRONG_STATE');
      const { carrierPartyId, sellerPartyId, number, units } = handover;
      const reconciliationId = context.newId();
      await tx.em.insert(Reconciliation, {
        id: reconciliationId,
        carrierPartyId,
        sellerPartyId,
        objectedHandoverId: id,
        fromMs: signed.atMs,
        toMs: signed.atMs + 1,
        documents: 1,
        matched: 0,
        doneAtMs: nowMs,
        doneBy: actor.id,
      });
      await tx.em.insert(Mismatch, {
        id: context.newId(),
        reconciliationId,
        handoverId: id,
        foundAtMs: nowMs,
        kind: 'objected',
        text: await vault.sealText(
          carrierPartyId,
          `单据${number}：商家说${nobodyOfOurs ? '不是他们的人交的货' : '不对'}。${text}`,
        ),
      });
      if (nobodyOfOurs)
        await tx.em.nativeUpdate(HandoverCard, { sellerPartyId, withdrawnAtMs: null }, withdrawn(context));
      const { orderId, orderNumber } = await tx.em.findOneOrFail(Shipment, { id: handover.shipmentId });
      const dueAtMs = addWorkingDays(nowMs, RESOLVE_WORKING_DAYS);
      tx.publish(
        handoverObjected,
        { type: 'handover', id },
        { handoverId: id, orderId, orderNumber, carrierPartyId, units, nobodyOfOurs, dueAtMs },
      );
      tx.audit({ type: 'handover', id, clause: '8.4.2.bl' });
      return ok({ id });
    }),
});
