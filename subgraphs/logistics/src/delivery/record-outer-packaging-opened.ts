import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { LogisticsContext } from '../entities.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { NOT_STOPPED } from '../shipment/stop.policy.ts';
import { refuseMoved, refuseStopped, stopMark } from '../shipment/stop-shipments.ts';
import { missingBefore } from './delivery.policy.ts';
import { recordOuterPackagingOpenedRefusals as refusals } from './delivery.refusals.ts';

const schema = z.object({ shipmentId: identifier(), inspected: z.boolean().default(true) });

/**
 * The courier has let the consumer open the outer packaging, and with `inspected` looked at the goods together with
 * them (8.5.4.2.cd-ce).
 */
export async function recordOuterPackagingOpened(context: LogisticsContext, input: z.input<typeof schema>) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { shipmentId: id, inspected } = valid.value;
  return context.transaction(async (tx) => {
    const mine = { id, courierAccountId: context.actor.id };
    const shipment = await tx.em.findOne(Shipment, mine);
    if (!shipment) return refuse(refusals, 'NOT_FOUND');
    const stopped = refuseStopped(refusals, stopMark(shipment));
    if (stopped) return stopped;
    if (shipment.state !== 'taken-over') return refuse(refusals, 'WRONG_STATE');
    const missing = missingBefore(shipment, 'outerOpenedAtMs');
    if (missing.length > 0)
      return refuse(
        refusals,
        'STEP_MISSING',
        missing.map(({ column, label }) => ({ at: column, text: label })),
      );
    const nowMs = context.clock.now();
    const done = await tx.em.nativeUpdate(
      Shipment,
      { ...mine, state: 'taken-over', ...NOT_STOPPED },
      { outerOpenedAtMs: nowMs, ...(inspected && { courierInspectedAtMs: nowMs }) },
    );
    if (done === 0) return refuseMoved(context, refusals, id);
    tx.audit({ type: 'shipment', id, clause: '8.5.4.2.cd' });
    return ok({ id });
  });
}
