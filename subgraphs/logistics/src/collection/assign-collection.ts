import { ok, refuse } from '@heitu/kit/outcome';
import { identifier, parse, z } from '@heitu/kit/validate';
import { managedCarriers } from '../access.ts';
import { Courier } from '../carrier/carrier.entity.ts';
import type { LogisticsContext } from '../entities.ts';
import { Collection } from './collection.entity.ts';
import { collectionLifecycle } from './collection.lifecycle.ts';
import { assignCollectionRefusals as refusals } from './collection.refusals.ts';

const schema = z.object({ collectionId: identifier(), courierId: identifier() });
export type AssignCollectionInput = z.input<typeof schema>;

export async function assignCollection(context: LogisticsContext, input: AssignCollectionInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { collectionId: id, courierId } = valid.value;
  return context.transaction(async (tx) => {
    const mine = { id, carrierPartyId: { $in: managedCarriers(context.actor) } };
    const collection = await tx.em.findOne(Collection, mine);
    const courier = collection && (await tx.em.findOne(Courier, { id: courierId, carrierPartyId: collection.carrierPartyId, active: true }));
    if (!collection || !courier) return refuse(refusals, 'NOT_FOUND');
    const done = await tx.em.nativeUpdate(Collection, { ...mine, state: { $in: [...collectionLifecycle.from('assign')] } }, { courierId, courierAccountId: courier.accountId });
    if (done === 0) return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: 'collection', id, clause: '8.6.ch' });
    return ok({ id });
  });
}
