import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import { inMyHands } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { NOT_STOPPED } from '../shipment/stop.policy.ts';
import { refuseMoved, refuseStopped, stopMark } from '../shipment/stop-shipments.ts';
import { callAheadRefusals as refusals } from './delivery.refusals.ts';

const schema = z.object({ shipmentId: identifier(), agreedAtMs: z.number().int(), place: line(200) });
export type CallAheadInput = z.input<typeof schema>;

/** The courier has called: time and place are agreed (8.5.4.2.cb). Calling again agrees anew. */
export async function callAhead(context: LogisticsContext, input: CallAheadInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { shipmentId: id, agreedAtMs, place } = valid.value;
  return context.transaction(async (tx) => {
    const mine = { id, ...inMyHands(context.actor) };
    const shipment = await tx.em.findOne(Shipment, mine);
    if (!shipment) return refuse(refusals, 'NOT_FOUND');
    const stopped = refuseStopped(refusals, stopMark(shipment));
    if (stopped) return stopped;
    const nowMs = context.clock.now();
    if (agreedAtMs <= nowMs) return refuse(refusals, 'TIME_PAST');
    const called = await tx.em.nativeUpdate(
      Shipment,
      { ...mine, state: 'taken-over', ...NOT_STOPPED },
      { calledAheadAtMs: nowMs, agreedAtMs, agreedPlace: await context.vault.sealText(shipment.buyerAccountId, place) },
    );
    if (called === 0) return refuseMoved(context, refusals, id);
    tx.audit({ type: 'shipment', id, clause: '8.5.4.2.cb' });
    return ok({ id });
  });
}
