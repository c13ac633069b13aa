import { lockRows } from '@heitu/kit/data/only-one';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { managedCarriers } from '../access.ts';
import { Courier } from '../carrier/carrier.entity.ts';
import { seenCourier } from '../input-fields.ts';
import { mutation } from '../context.ts';
import { collectionLifecycle } from './collection.lifecycle.ts';
import { Collection } from './collection.entity.ts';
import { collectionNow } from './collection-answers.ts';

export const assignCollection = mutation({
  name: 'assignCollection',
  may: permit.role('carrier-manager'),
  input: z.object({
    collectionId: identifier(),
    courierId: identifier(),
    seenCourierId: seenCourier(),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ASSIGNED_MEANWHILE: { message: '刚刚已由别人派给另一位配送员，请刷新后再看要不要改派' },
  },
  shows: collectionNow,
  run: (context, { collectionId: id, courierId, seenCourierId }, refuse) =>
    context.transaction(async (tx) => {
      const mine = { id, carrierPartyId: { $in: managedCarriers(context.actor) } };
      const collection = await tx.em.findOne(Collection, mine);
      const courier =
        collection &&
        (await tx.em.findOne(Courier, { id: courierId, carrierPartyId: collection.carrierPartyId, active: true }));
      if (!collection || !courier || !(await lockRows(tx, Courier, { id: courierId, active: true })))
        return refuse('NOT_FOUND');
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
        return refuse(isAssignable ? 'ASSIGNED_MEANWHILE' : 'WRONG_STATE');
      }
      tx.audit({ type: 'collection', id, clause: '8.6.ch' });
      return ok({ id });
    }),
});
