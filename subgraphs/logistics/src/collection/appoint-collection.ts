import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import { inMyHands } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Collection } from './collection.entity.ts';
import { collectionLifecycle } from './collection.lifecycle.ts';
import { appointCollectionRefusals as refusals } from './collection.refusals.ts';

const schema = z.object({ collectionId: identifier(), agreedAtMs: z.number().int(), place: line(200) });
export type AppointCollectionInput = z.input<typeof schema>;

/** Step 1 of 8.6.ch: time and place are agreed with the consumer. */
export async function appointCollection(context: LogisticsContext, input: AppointCollectionInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { collectionId: id, agreedAtMs, place } = valid.value;
  return context.transaction(async (tx) => {
    const mine = { id, ...inMyHands(context.actor) };
    const collection = await tx.em.findOne(Collection, mine);
    if (!collection) return refuse(refusals, 'NOT_FOUND');
    const nowMs = context.clock.now();
    if (agreedAtMs <= nowMs) return refuse(refusals, 'TIME_PAST');
    if (!collection.courierId) return refuse(refusals, 'WRONG_STATE', [{ at: 'courierId', text: '请先派一位配送员' }]);
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
    if (done === 0) return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: 'collection', id, clause: '8.6.ch' });
    return ok({ id });
  });
}
