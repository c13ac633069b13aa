import { shipmentDelivered } from '@heitu/events/logistics.shipment-delivered.v1';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import type { LogisticsContext } from '../entities.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { shipmentLifecycle } from '../shipment/shipment.lifecycle.ts';
import { lotsOf, parseLines } from '../shipment/shipment.policy.ts';
import { NOT_STOPPED } from '../shipment/stop.policy.ts';
import { refuseMoved, refuseStopped, stopMark } from '../shipment/stop-shipments.ts';
import { missingSteps } from './delivery.policy.ts';
import { signDeliveryRefusals as refusals } from './delivery.refusals.ts';

/** A drawn signature as a small picture, or a typed one. */
const SIGNATURE_LENGTH_MAX = 50_000;
const schema = z.object({
  shipmentId: identifier(),
  signerName: line(60),
  signature: z
    .string()
    .min(1)
    .max(SIGNATURE_LENGTH_MAX)
    .regex(/^[^\p{Cc}]*$/u, '不能包含控制字符'),
});
export type SignDeliveryInput = z.input<typeof schema>;

/** The consumer signs the delivery note, once every step at the door is done (8.5.4.2.ce). */
export async function signDelivery(context: LogisticsContext, input: SignDeliveryInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { shipmentId: id, signerName, signature } = valid.value;
  return context.transaction(async (tx) => {
    const mine = { id, buyerAccountId: context.actor.id };
    const shipment = await tx.em.findOne(Shipment, mine);
    if (!shipment) return refuse(refusals, 'NOT_FOUND');
    const stopped = refuseStopped(refusals, stopMark(shipment));
    if (stopped) return stopped;
    if (shipment.state !== 'taken-over') return refuse(refusals, 'WRONG_STATE');
    const missing = missingSteps(shipment);
    if (missing.length > 0)
      return refuse(
        refusals,
        'STEP_MISSING',
        missing.map(({ column, label }) => ({ at: column, text: label })),
      );
    const open = await tx.rows
      .selectFrom('AlarmedShipment as s')
      .innerJoin('Alarm as a', 'a.id', 's.alarmId')
      .select('a.id')
      .where('s.shipmentId', '=', id)
      .where('a.kind', '=', 'excursion')
      .where('a.state', '!=', 'resolved')
      .limit(1)
      .executeTakeFirst();
    if (open) return refuse(refusals, 'ALARM_OPEN');
    const nowMs = context.clock.now();
    const inTime = nowMs <= shipment.deliverByMs;
    const done = await tx.em.nativeUpdate(
      Shipment,
      { ...mine, state: { $in: [...shipmentLifecycle.from('deliver')] }, ...NOT_STOPPED },
      {
        state: shipmentLifecycle.to('deliver'),
        deliveredAtMs: nowMs,
        leftVehicleAtMs: nowMs,
        inTime,
        signatureSealed: await context.vault.seal(
          shipment.buyerAccountId,
          JSON.stringify({ name: signerName, signature, atMs: nowMs }),
        ),
      },
    );
    if (done === 0) return refuseMoved(context, refusals, id);
    tx.publish(
      shipmentDelivered,
      { type: 'shipment', id },
      {
        shipmentId: id,
        orderId: shipment.orderId,
        afterSaleId: shipment.afterSaleId || null,
        carrierPartyId: shipment.carrierPartyId,
        courierAccountId: shipment.courierAccountId!,
        atMs: nowMs,
        inTime,
        lots: lotsOf(parseLines(shipment.lines)),
      },
    );
    tx.audit({ type: 'shipment', id, clause: '8.5.4.2.ce' });
    return ok({ id });
  });
}
