import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { Carrier } from '../carrier/carrier.entity.ts';
import { SERVICE_DEFAULTS } from '../carrier/carrier.policy.ts';
import { deliveryTerms } from '../contract/agreed-terms.ts';
import { mutation } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { COD_STATES, isOneOf } from '../shipment/parcel-actions.ts';
import { fen, ids } from '../input-fields.ts';
import { codLifecycle } from './cod.lifecycle.ts';
import { CodRemittance } from './delivery.entity.ts';
import { isCashOnDelivery } from './delivery.policy.ts';
import { codNow } from './delivery-answers.ts';

/** The courier took cash at the door; it is due back to the seller by the contract's day (8.5.3.ca). */
export const recordCodCollected = mutation({
  name: 'recordCodCollected',
  description:
    'The courier took cash at the door, to be paid back to the seller. Refused for a parcel that was paid online.',
  may: permit.role('courier'),
  input: z.object({ shipmentId: ids.shipment(), amountFen: fen(1).describe('What was taken, in fen, from 1.') }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NOT_CASH_ON_DELIVERY: {
      message: '这票货已经在网上付过款，不收现金；向买家多收的钱要当场退还',
      clause: '8.5.3.ca',
    },
    ALREADY_COLLECTED: { message: '这票货的代收款已经登记过' },
  },
  shows: codNow,
  run: (context, { shipmentId, amountFen: amount }, refuse) =>
    context.transaction(async (tx) => {
      const shipment = await tx.em.findOne(Shipment, { id: shipmentId, courierAccountId: context.actor.id });
      if (!shipment) return refuse('NOT_FOUND');
      if (!isCashOnDelivery(shipment)) return refuse('NOT_CASH_ON_DELIVERY');
      if (!isOneOf(COD_STATES, shipment.state)) return refuse('WRONG_STATE');
      const [last] = await tx.rows
        .selectFrom('CodRemittance as c')
        .leftJoin('CodReversal as r', 'r.remittanceId', 'c.id')
        .select(['c.id', 'r.id as reversalId'])
        .where('c.shipmentId', '=', shipmentId)
        .orderBy('c.collectedAtMs', 'desc')
        .orderBy('c.id', 'desc')
        .limit(1)
        .execute();
      if (last && !last.reversalId) return refuse('ALREADY_COLLECTED');
      const carrier = (await tx.em.findOne(Carrier, { partyId: shipment.carrierPartyId })) ?? SERVICE_DEFAULTS;
      const nowMs = context.clock.now();
      const agreed = await deliveryTerms(context, shipment, nowMs);
      const id = context.newId();
      await tx.em.insert(CodRemittance, {
        id,
        shipmentId,
        afterReversalId: last?.reversalId ?? '',
        carrierPartyId: shipment.carrierPartyId,
        sellerPartyId: shipment.sellerPartyId,
        amountFen: amount,
        state: codLifecycle.initial,
        collectedAtMs: nowMs,
        dueAtMs: addWorkingDays(nowMs, agreed.remitWorkingDays ?? carrier.remitWorkingDays),
      });
      tx.audit({ type: 'cod-remittance', id, clause: '8.5.3.ca' });
      return ok({ id });
    }),
});
