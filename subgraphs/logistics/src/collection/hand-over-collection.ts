import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, line, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { inMyHands } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Collection } from './collection.entity.ts';
import { collectionLifecycle } from './collection.lifecycle.ts';
import { handOverCollectionRefusals as refusals } from './collection.refusals.ts';

const schema = z.object({
  collectionId: identifier(),
  place: line(200),
  listChecked: z.boolean().default(true),
  conditionOk: z.boolean(),
  note: paragraph(500, 0).nullish(),
});
export type HandOverCollectionInput = z.input<typeof schema>;

/**
 * At the return centre, with the seller: the list is checked and what was found is written down, to be signed by both
 * (8.6.ci).
 */
export async function handOverCollection(context: LogisticsContext, input: HandOverCollectionInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { collectionId: id, place, listChecked, conditionOk, note } = valid.value;
  if (!listChecked) return refuse(refusals, 'LIST_NOT_CHECKED');
  return context.transaction(async (tx) => {
    const mine = { id, ...inMyHands(context.actor) };
    const collection = await tx.em.findOne(Collection, mine);
    if (!collection) return refuse(refusals, 'NOT_FOUND');
    const done = await tx.em.nativeUpdate(
      Collection,
      { ...mine, state: { $in: [...collectionLifecycle.from('bring-to-centre')] } },
      {
        state: collectionLifecycle.to('bring-to-centre'),
        centreAtMs: context.clock.now(),
        centrePlace: place,
        listChecked,
        conditionOk,
        centreNote: await context.vault.sealText(collection.buyerAccountId, note ?? ''),
      },
    );
    if (done === 0) return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: 'collection', id, clause: '8.6.ci' });
    return ok({ id });
  });
}
