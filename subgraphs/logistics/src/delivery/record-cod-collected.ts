import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { amountFen, identifier, parse, z } from '@heitu/kit/rules/validate';
import { requestKey } from '../access.ts';
import { Carrier } from '../carrier/carrier.entity.ts';
import { SERVICE_DEFAULTS } from '../carrier/carrier.policy.ts';
import type { LogisticsContext } from '../entities.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { COD_STATES, isOneOf } from '../shipment/parcel-actions.ts';
import { CodRemittance } from './delivery.entity.ts';
import { isCashOnDelivery } from './delivery.policy.ts';
import { recordCodCollectedRefusals as refusals } from './delivery.refusals.ts';

const schema = z.object({ requestId: identifier(), shipmentId: identifier(), amountFen: amountFen(1) });
export type RecordCodCollectedInput = z.input<typeof schema>;

/** The courier took cash at the door; it is due back to the seller by the contract's day (8.5.3.ca). */
export async function recordCodCollected(context: LogisticsContext, input: RecordCodCollectedInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { shipmentId, amountFen: amount } = valid.value;
  return context.transaction(async (tx) => {
    const shipment = await tx.em.findOne(Shipment, { id: shipmentId, courierAccountId: context.actor.id });
    if (!shipment) return refuse(refusals, 'NOT_FOUND');
    if (!isCashOnDelivery(shipment)) return refuse(refusals, 'NOT_CASH_ON_DELIVERY');
    if (!isOneOf(COD_STATES, shipment.state)) return refuse(refusals, 'WRONG_STATE');
    const [last] = await tx.rows
      .selectFrom('CodRemittance as c')
      .leftJoin('CodReversal as r', 'r.remittanceId', 'c.id')
      .select(['c.id', 'r.id as reversalId'])
      .where('c.shipmentId', '=', shipmentId)
      .orderBy('c.collectedAtMs', 'desc')
      .orderBy('c.id', 'desc')
      .limit(1)
      .execute();
    if (last && !last.reversalId) return refuse(refusals, 'ALREADY_COLLECTED');
    const carrier = (await tx.em.findOne(Carrier, { partyId: shipment.carrierPartyId })) ?? SERVICE_DEFAULTS;
    const nowMs = context.clock.now();
    const id = context.newId();
    await tx.em.insert(CodRemittance, {
      id,
      shipmentId,
      afterReversalId: last?.reversalId ?? '',
      carrierPartyId: shipment.carrierPartyId,
      sellerPartyId: shipment.sellerPartyId,
      amountFen: amount,
      collectedAtMs: nowMs,
      dueAtMs: addWorkingDays(nowMs, carrier.remitWorkingDays),
    });
    tx.audit({ type: 'cod-remittance', id, clause: '8.5.3.ca' });
    return ok({ id });
  }, requestKey(input));
}
