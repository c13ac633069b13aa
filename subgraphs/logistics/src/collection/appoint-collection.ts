import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { inMyHands } from '../access.ts';
import { mutation } from '../context.ts';
import { moment } from '../input-fields.ts';
import { Collection } from './collection.entity.ts';
import { collectionLifecycle } from './collection.lifecycle.ts';
import { collectionNow } from './collection-answers.ts';

/** Step 1 of 8.6.ch: time and place are agreed with the consumer. */
export const appointCollection = mutation({
  name: 'appointCollection',
  may: permit.role('carrier-manager', 'courier'),
  input: z.object({ collectionId: identifier(), agreedAt: moment(), place: line(200) }),
  refusals: { NOT_FOUND, WRONG_STATE, TIME_PAST: { message: '约定的时间要在现在之后', clause: '8.6.ch' } },
  shows: collectionNow,
  run: (context, { collectionId: id, agreedAt: agreedAtMs, place }, refuse) =>
    context.transaction(async (tx) => {
      const mine = { id, ...inMyHands(context.actor) };
      const collection = await tx.em.findOne(Collection, mine);
      if (!collection) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      if (agreedAtMs <= nowMs) return refuse('TIME_PAST');
      if (!collection.courierId) return refuse('WRONG_STATE', [{ at: 'courierId', text: '请先派一位配送员' }]);
      const done = await tx.em.nativeUpdate(
        Collection,
        { ...mine, state: { $in: [...collectionLifecycle.from('appoint')] } },
        {
          state: collectionLifecycle.to('appoint'),
          appointedAtMs: nowMs,
          agreedAtMs,
          agreedPlace: await context.vault.sealText(collection.buyerAccountId, place),
        },
      );
      if (done === 0) return refuse('WRONG_STATE');
      tx.audit({ type: 'collection', id, clause: '8.6.ch' });
      return ok({ id });
    }),
});
