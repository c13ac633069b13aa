import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { inMyHands } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { shipmentLifecycle } from '../shipment/shipment.lifecycle.ts';
import { arriveAtDepotRefusals as refusals } from './delivery.refusals.ts';

const schema = z.object({ shipmentId: identifier() });

/** Refused goods are back in the carrier's depot (8.5.4.3.cf). */
export async function arriveAtDepot(context: LogisticsContext, input: { shipmentId: string }) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const id = valid.value.shipmentId;
  return context.transaction(async (tx) => {
    const mine = { id, ...inMyHands(context.actor) };
    if (!(await tx.em.count(Shipment, mine))) return refuse(refusals, 'NOT_FOUND');
    const nowMs = context.clock.now();
    const done = await tx.em.nativeUpdate(
      Shipment,
      { ...mine, state: { $in: [...shipmentLifecycle.from('arrive-at-depot')] } },
      { state: shipmentLifecycle.to('arrive-at-depot'), atDepotAtMs: nowMs, leftVehicleAtMs: nowMs },
    );
    if (done === 0) return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: 'shipment', id, clause: '8.5.4.3.cf' });
    return ok({ id });
  });
}
