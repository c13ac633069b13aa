import { shipmentRefused } from '@heitu/events/logistics.shipment-refused.v1';
import type { Transaction } from '@heitu/kit/data/context';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { shipmentLifecycle } from '../shipment/shipment.lifecycle.ts';
import { ALARM_DECISIONS, alarmLifecycle } from './alarm.lifecycle.ts';
import { Alarm, AlarmedShipment } from './temperature.entity.ts';
import { resolveAlarmRefusals as refusals } from './temperature.refusals.ts';

const schema = z.object({ alarmId: identifier(), action: paragraph(500), decision: z.enum(ALARM_DECISIONS) });
export type ResolveAlarmInput = z.input<typeof schema>;

/**
 * Closes an alarm with what was done and whether the goods go on; rejected goods still on the vehicle go back as if
 * refused.
 */
export async function resolveAlarm(context: LogisticsContext, input: ResolveAlarmInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { alarmId: id, action, decision } = valid.value;
  return context.transaction(async (tx) => {
    const mine = { id, carrierPartyId: { $in: managedCarriers(context.actor) } };
    const alarm = await tx.em.findOne(Alarm, mine);
    if (!alarm) return refuse(refusals, 'NOT_FOUND');
    if (alarm.state === 'raised') return refuse(refusals, 'NOT_ACKNOWLEDGED');
    // Goods may be released only where the cold is back; to reject them one need not wait.
    if (decision === 'release' && alarm.kind === 'excursion' && alarm.endedAtMs === null)
      return refuse(refusals, 'STILL_OUT');
    const done = await tx.em.nativeUpdate(
      Alarm,
      { ...mine, state: { $in: [...alarmLifecycle.from('resolve')] } },
      {
        state: alarmLifecycle.to('resolve'),
        resolvedAtMs: context.clock.now(),
        resolvedBy: context.actor.id,
        action: await context.vault.sealText(alarm.carrierPartyId, action),
        decision,
      },
    );
    if (done === 0) return refuse(refusals, 'WRONG_STATE');
    if (decision === 'reject') await sendBack(context, tx, id, action);
    tx.audit({ type: 'alarm', id, clause: '8.1.1.ar' });
    return ok({ id });
  });
}

async function sendBack(context: LogisticsContext, tx: Transaction, alarmId: string, action: string): Promise<void> {
  const nowMs = context.clock.now();
  const concerned = await tx.em.find(AlarmedShipment, { alarmId });
  for (const { shipmentId } of concerned) {
    const shipment = await tx.em.findOneOrFail(Shipment, { id: shipmentId });
    const refusalNote = await context.vault.sealText(shipment.buyerAccountId, action);
    const back = await tx.em.nativeUpdate(
      Shipment,
      { id: shipmentId, state: { $in: [...shipmentLifecycle.from('reject')] } },
      { state: shipmentLifecycle.to('reject'), refusedAtMs: nowMs, refusalReason: 'temperature', refusalNote },
    );
    if (back === 0) continue;
    tx.publish(
      shipmentRefused,
      { type: 'shipment', id: shipmentId },
      {
        shipmentId,
        orderId: shipment.orderId,
        carrierPartyId: shipment.carrierPartyId,
        reason: 'temperature',
        atMs: nowMs,
      },
    );
  }
}
