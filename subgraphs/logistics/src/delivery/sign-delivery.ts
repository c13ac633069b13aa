import { aboutThing, ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { stoppedRefusal } from '../shipment/stop.policy.ts';
import { mutation } from '../context.ts';
import { signLeg } from '../custody/open-leg.ts';
import { moveTowardsBuyer } from '../shipment/move-towards-buyer.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';
import { ids } from '../input-fields.ts';
import { isUnpaidAtDoor, missingSteps } from './delivery.policy.ts';
import { hasOpenExcursion, signatureField, signingRefusals } from './signing.ts';
import { tellDelivered } from './tell-delivered.ts';

/** The consumer signs the delivery note, once every step at the door is done (8.5.4.2.ce). */
export const signDelivery = mutation({
  name: 'signDelivery',
  description: 'The consumer signs for the parcel, once every step at the door is done.',
  may: permit.signedIn,
  input: z.object({
    shipmentId: ids.shipment(),
    signerName: line(60).describe('Who signs, at most 60 characters.'),
    signature: signatureField(),
    despiteAlarm: z
      .boolean()
      .nullish()
      .describe('The buyer knows that a temperature alarm of these goods is not resolved, and takes them.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ...stoppedRefusal,
    STEP_MISSING: { message: '送货步骤还没做完，请先完成再签字', clause: '8.5.4.2.ce' },
    ...signingRefusals,
  },
  shows: shipmentNow,
  run: (context, { shipmentId: id, signerName, signature, despiteAlarm }, refuse) =>
    context.transaction(async (tx) => {
      const mine = { buyerAccountId: context.actor.id };
      const shipment = await tx.rows
        .selectFrom('Shipment')
        .selectAll()
        .where('id', '=', id)
        .where('buyerAccountId', '=', context.actor.id)
        .executeTakeFirst();
      if (!shipment) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const inTime = nowMs <= shipment.deliverByMs;
      // The row first: what is asked below is refused with nothing of this kept.
      const refused = await moveTowardsBuyer(context, tx, 'deliver', shipment, {
        parts: ['consumer'],
        where: mine,
        set: {
          deliveredAtMs: nowMs,
          leftVehicleAtMs: nowMs,
          inTime,
          doorProof: 'phone',
          signatureSealed: await context.vault.seal(
            shipment.buyerAccountId,
            JSON.stringify({ name: signerName, signature, atMs: nowMs }),
          ),
        },
      });
      if (refused) return refused;
      const missing = missingSteps(shipment);
      if (missing.length > 0)
        return refuse(
          'STEP_MISSING',
          missing.map(({ column, label }) => aboutThing(column, label)),
        );
      if (!despiteAlarm && (await hasOpenExcursion(tx, id))) return refuse('ALARM_OPEN', 'despiteAlarm');
      if (isUnpaidAtDoor(shipment)) return refuse('NOT_PAID');
      // The other side of what the courier showed at the door.
      await signLeg(context, tx, { shipment, kind: 'to-buyer', side: 'buyer', found: {} });
      await tellDelivered(context, tx, shipment, { atMs: nowMs, inTime });
      return ok({ id });
    }),
});
