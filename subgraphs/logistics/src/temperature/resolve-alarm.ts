import { oneOf } from '@heitu/kit/rules/enums';
import { shipmentRefused } from '@heitu/events/logistics.shipment-refused.v1';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { managedCarriers } from '../access.ts';
import { type LogisticsContext, type LogisticsTransaction, mutation } from '../context.ts';
import { claimOf, exchangeOf } from '../custody/claim-of.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { shipments } from '../shipment/shipment.moves.ts';
import { AlarmDecisions } from '../enums.ts';
import { ids } from '../input-fields.ts';
import { alarms } from './alarm.moves.ts';
import { Alarm, AlarmedShipment } from './temperature.entity.ts';
import { alarmNow } from './alarm-answers.ts';

/**
 * Closes an alarm with what was done and whether the goods go on; rejected goods still on the vehicle go back as if
 * refused.
 */
export const resolveAlarm = mutation({
  name: 'resolveAlarm',
  description: 'The carrier closes an alarm. Rejected goods that are still on the vehicle go back as if refused.',
  may: permit.role('carrier-manager'),
  input: z.object({
    alarmId: ids.alarm(),
    measure: paragraph(500).describe('What was done.'),
    decision: oneOf(AlarmDecisions).describe('What becomes of the goods.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    STILL_OUT: { message: '温度还没有恢复正常，不能结束报警', clause: '8.1.1.ar' },
    NOT_ACKNOWLEDGED: { message: '请先接警，再处理', clause: '8.1.1.ar' },
  },
  shows: alarmNow,
  run: (context, { alarmId: id, measure, decision }, refuse) =>
    context.transaction(async (tx) => {
      const alarm = await tx.em.findOne(Alarm, { id, carrierPartyId: { $in: managedCarriers(context.actor) } });
      if (!alarm) return refuse('NOT_FOUND');
      const isRaised = alarm.state === 'raised';
      const refused = await alarms.move(
        context,
        tx,
        'resolve',
        alarm,
        (code) => refuse(code === 'WRONG_STATE' && isRaised ? 'NOT_ACKNOWLEDGED' : code),
        {
          parts: ['carrier-manager'],
          set: {
            resolvedAtMs: context.clock.now(),
            resolvedBy: context.actor.id,
            action: await context.vault.sealText(alarm.carrierPartyId, measure),
            decision,
          },
        },
      );
      if (refused) return refused;
      // Goods may be released only where the cold is back; to reject them one need not wait.
      if (decision === 'release' && alarm.kind === 'excursion' && alarm.endedAtMs === null) return refuse('STILL_OUT');
      if (decision === 'reject') await sendBack(context, tx, id, measure);
      return ok({ id });
    }),
});

async function sendBack(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  alarmId: string,
  measure: string,
): Promise<void> {
  const nowMs = context.clock.now();
  const concerned = await tx.em.find(AlarmedShipment, { alarmId });
  for (const { shipmentId } of concerned) {
    const shipment = await tx.em.findOneOrFail(Shipment, { id: shipmentId });
    const refusalNote = await context.vault.sealText(shipment.buyerAccountId, measure);
    const back = await shipments.bySystem(
      context,
      tx,
      'reject',
      { id: shipmentId },
      { refusedAtMs: nowMs, refusalReason: 'temperature', refusalNote },
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
        ...exchangeOf(shipment),
        claim: await claimOf(context, tx, shipmentId, 'temperature'),
      },
    );
  }
}
