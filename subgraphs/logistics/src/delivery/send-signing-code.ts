import { raw } from '@mikro-orm/core';
import { signingCodeAsked } from '@heitu/events/logistics.signing-code-asked.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { SAID } from '../said.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { NOT_STOPPED } from '../shipment/shipment.policy.ts';
import { stoppedRefusal } from '../shipment/stop.policy.ts';
import { refuseMoved } from '../shipment/stop-shipments.ts';
import { SIGNING_CODE_EVERY_MS, SIGNING_CODES_MAX } from './delivery.policy.ts';

/** The recipient has no smartphone: the code goes to their number, and they read it out (8.5.4.2.cc). */
export const sendSigningCode = mutation({
  name: 'sendSigningCode',
  description:
    'The recipient gets a code by SMS: who reads it out has seen who came, and agrees. The former is good no longer.',
  may: permit.role('courier'),
  input: z.object({ shipmentId: ids.shipment() }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ...stoppedRefusal,
    STEP_MISSING: { message: SAID.stepMissing, clause: '8.5.4.2.cb' },
    TOO_SOON: { message: '刚发过，请等一分钟再发' },
    TOO_MANY: { message: `签收码已经发了${SIGNING_CODES_MAX}次，请收货人当面签字、拍照`, clause: '8.5.4.2.cc' },
  },
  shows: shipmentNow,
  run: (context, { shipmentId: id }, refuse) =>
    context.transaction(async (tx) => {
      const mine = { id, courierAccountId: context.actor.id };
      // The row is taken first: of two who send at once the second reads what the first has sent.
      await lockRows(tx, Shipment, mine);
      const parcel = await tx.em.findOne(Shipment, mine);
      if (!parcel) return refuse('NOT_FOUND');
      const atMs = context.clock.now();
      const { signingCodeRound: before, signingCodeSentAtMs, identityCheckedAtMs, calledAheadAtMs, orderId } = parcel;
      if (parcel.state === 'taken-over' && parcel.stationPartyId == null && parcel.stoppedAtMs == null) {
        if (!calledAheadAtMs) return refuse('STEP_MISSING');
        if (before >= SIGNING_CODES_MAX) return refuse('TOO_MANY');
        if (signingCodeSentAtMs != null && signingCodeSentAtMs + SIGNING_CODE_EVERY_MS > atMs)
          return refuse('TOO_SOON');
      }
      const open = {
        ...mine,
        ...NOT_STOPPED,
        state: 'taken-over' as const,
        stationPartyId: null,
        identityCheckedAtMs: null,
      };
      const set = {
        signingCodeRound: raw<number>('?? + 1', ['signingCodeRound']),
        signingCodeSentAtMs: atMs,
        signingCodeAttempts: 0,
      };
      const sent = await tx.em.nativeUpdate(Shipment, { ...open, signingCodeRound: before }, set);
      if (sent === 0) return identityCheckedAtMs ? refuse('WRONG_STATE') : refuseMoved(context, id);
      tx.audit({ type: 'shipment', id, clause: '8.5.4.2.cc' });
      const { buyerAccountId } = parcel;
      tx.publish(
        signingCodeAsked,
        { type: 'shipment', id },
        { shipmentId: id, orderId, buyerAccountId, round: before + 1, atMs },
      );
      return ok({ id });
    }),
});
