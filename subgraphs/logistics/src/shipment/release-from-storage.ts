import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { inMyHands } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Shipment, StorageStay } from './shipment.entity.ts';
import { releaseFromStorageRefusals as refusals } from './shipment.refusals.ts';

const schema = z.object({ shipmentId: identifier() });

export async function releaseFromStorage(context: LogisticsContext, input: { shipmentId: string }) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const id = valid.value.shipmentId;
  return context.transaction(async (tx) => {
    const isMine = await tx.em.count(Shipment, { id, ...inMyHands(context.actor) });
    if (
      !isMine ||
      !(await tx.em.nativeUpdate(
        StorageStay,
        { shipmentId: id, leftAtMs: null },
        { leftAtMs: context.clock.now(), openFor: null },
      ))
    )
      return refuse(refusals, 'NOT_FOUND');
    tx.audit({ type: 'shipment', id, clause: '8.7.end' });
    return ok({ id });
  });
}
