import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers } from '../access.ts';
import { Courier } from '../carrier/carrier.entity.ts';
import type { LogisticsContext } from '../entities.ts';
import { Collection } from './collection.entity.ts';
import { collectionLifecycle } from './collection.lifecycle.ts';
import { assignCollectionRefusals as refusals } from './collection.refusals.ts';

const schema = z.object({ collectionId: identifier(), courierId: identifier(), seenCourierId: identifier().nullish() });
export type AssignCollectionInput = z.input<typeof schema>;

export async function assignCollection(context: LogisticsContext, input: AssignCollectionInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { collectionId: id, courierId, seenCourierId } = valid.value;
  return context.transaction(async (tx) => {
    const mine = { id, carrierPartyId: { $in: managedCarriers(context.actor) } };
    const collection = await tx.em.findOne(Collection, mine);
    const courier =
      collection &&
      (await tx.em.findOne(Courier, { id: courierId, carrierPartyId: collection.carrierPartyId, active: true }));
    if (!collection || !courier || !(await lockRows(tx, Courier, { id: courierId, active: true })))
      return refuse(refusals, 'NOT_FOUND');
    // On what was seen, or as it is asked for already: of two who give it to different people at once, the second is
    // told.
    const seen = seenCourierId === undefined ? (collection.courierId ?? null) : seenCourierId;
    const done = await tx.em.nativeUpdate(
      Collection,
      { ...mine, state: { $in: [...collectionLifecycle.from('assign')] }, $or: [{ courierId: seen }, { courierId }] },
      { courierId, courierAccountId: courier.accountId },
    );
    if (done === 0) {
      const isAssignable = await tx.em.count(Collection, {
        id,
        state: { $in: [...collectionLifecycle.from('assign')] },
      });
      return refuse(refusals, isAssignable ? 'ASSIGNED_MEANWHILE' : 'WRONG_STATE');
    }
    tx.audit({ type: 'collection', id, clause: '8.6.ch' });
    return ok({ id });
  });
}
