import { lockRows } from '@heitu/kit/data/only-one';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { managedCarriers } from '../access.ts';
import { Courier } from '../carrier/carrier.entity.ts';
import { ids, seenCourier } from '../input-fields.ts';
import { mutation } from '../context.ts';
import { collectionLifecycle } from './collection.lifecycle.ts';
import { Collection } from './collection.entity.ts';
import { collections } from './collection.moves.ts';
import { collectionNow } from './collection-answers.ts';

export const assignCollection = mutation({
  name: 'assignCollection',
  description: 'The carrier gives the fetching of a return to one of its couriers.',
  may: permit.role('carrier-manager'),
  input: z.object({
    collectionId: ids.collection(),
    courierId: ids.courier(),
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
        (await tx.em.findOne(Courier, { id: courierId, carrierPartyId: collection.carrierPartyId, state: 'working' }));
      if (!collection || !courier || !(await lockRows(tx, Courier, { id: courierId, state: 'working' })))
        return refuse('NOT_FOUND');
      // On what was seen, or as it is asked for already: of two who give it to different people at once, the second is
      // told.
      const seen = seenCourierId === undefined ? (collection.courierId ?? null) : seenCourierId;
      const refused = await collections.move(context, tx, 'assign', collection, refuse, {
        parts: ['carrier-manager'],
        where: { $or: [{ courierId: seen }, { courierId }] },
        set: { courierId, courierAccountId: courier.accountId },
      });
      const assignable = { id, state: { $in: [...collectionLifecycle.from('assign')] } };
      if (refused && (await tx.em.count(Collection, assignable))) return refuse('ASSIGNED_MEANWHILE');
      return refused ?? ok({ id });
    }),
});
