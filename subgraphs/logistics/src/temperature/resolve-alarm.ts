import { shipmentRefused } from '@heitu/events/logistics.shipment-refused.v1';
import type { Transaction } from '@heitu/kit/data/context';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { managedCarriers } from '../access.ts';
import { type LogisticsContext, mutation } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { shipmentLifecycle } from '../shipment/shipment.lifecycle.ts';
import { oneOf } from '../input-fields.ts';
import { ALARM_DECISIONS, alarmLifecycle } from './alarm.lifecycle.ts';
import { Alarm, AlarmedShipment } from './temperature.entity.ts';
import { alarmNow } from './alarm-answers.ts';

/**
 * Closes an alarm with what was done and whether the goods go on; rejected goods still on the vehicle go back as if
 * refused.
 */
export const resolveAlarm = mutation({
  name: 'resolveAlarm',
  may: permit.role('carrier-manager'),
  input: z.object({
    alarmId: identifier(),
    action: paragraph(500).describe('What was done.'),
    decision: oneOf(ALARM_DECISIONS),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    STILL_OUT: { message: '温度还没有恢复正常，不能结束报警', clause: '8.1.1.ar' },
    NOT_ACKNOWLEDGED: { message: '请先接警，再处理', clause: '8.1.1.ar' },
  },
  shows: alarmNow,
  run: (context, { alarmId: id, action, decision }, refuse) =>
    context.transaction(async (tx) => {
      const mine = { id, carrierPartyId: { $in: managedCarriers(context.actor) } };
      const alarm = await tx.em.findOne(Alarm, mine);
      if (!alarm) return refuse('NOT_FOUND');
      if (alarm.state === 'raised') return refuse('NOT_ACKNOWLEDGED');
      // Goods may be released only where the cold is back; to reject them one need not wait.
      if (decision === 'release' && alarm.kind === 'excursion' && alarm.endedAtMs === null) return refuse('STILL_OUT');
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
      if (done === 0) return refuse('WRONG_STATE');
      if (decision === 'reject') await sendBack(context, tx, id, action);
      tx.audit({ type: 'alarm', id, clause: '8.1.1.ar' });
      return ok({ id });
    }),
});

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
