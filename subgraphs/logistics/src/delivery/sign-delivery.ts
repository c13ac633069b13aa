import { aboutThing, ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { line, z, NO_CONTROLS } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { stoppedRefusal } from '../shipment/stop.policy.ts';
import { mutation, type LogisticsTransaction } from '../context.ts';
import { signLeg } from '../custody/open-leg.ts';
import { moveTowardsBuyer } from '../shipment/move-towards-buyer.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';
import { ids } from '../input-fields.ts';
import { isUnpaidAtDoor, missingSteps } from './delivery.policy.ts';
import { tellDelivered } from './tell-delivered.ts';

/** A drawn signature as a small picture, or a typed one. */
const SIGNATURE_LENGTH_MAX = 50_000;

/** The consumer signs the delivery note, once every step at the door is done (8.5.4.2.ce). */
export const signDelivery = mutation({
  name: 'signDelivery',
  description: 'The consumer signs for the parcel, once every step at the door is done.',
  may: permit.signedIn,
  input: z.object({
    shipmentId: ids.shipment(),
    signerName: line(60).describe('Who signs, at most 60 characters.'),
    signature: z
      .string()
      .min(1)
      .max(SIGNATURE_LENGTH_MAX)
      .regex(...NO_CONTROLS)
      .describe(
        `The drawn signature (a data URL) or the typed name; at most ${SIGNATURE_LENGTH_MAX.toLocaleString('en')} characters.`,
      ),
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
    NOT_PAID: { message: '这一单是货到付款，请先扫配送员的收款码付款，再签收', clause: '8.5.3.ca' },
    // Nobody at a door waits for the carrier's desk: the buyer decides, and the readings stay for a claim.
    ALARM_OPEN: {
      message: '这批货路上温度超过了要求，报警还没处理完：您可以拒收，也可以勾选知情后签收',
      clause: '8.1.1.ar',
    },
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

const hasOpenExcursion = async (tx: LogisticsTransaction, shipmentId: string): Promise<boolean> =>
  (await tx.rows
    .selectFrom('AlarmedShipment as s')
    .innerJoin('Alarm as a', 'a.id', 's.alarmId')
    .select('a.id')
    .where('s.shipmentId', '=', shipmentId)
    .where('a.kind', '=', 'excursion')
    .where('a.state', '!=', 'resolved')
    .limit(1)
    .executeTakeFirst()) !== undefined;
