import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { line, paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { inMyHands, partsIn } from '../access.ts';
import { deliveryTerms } from '../contract/agreed-terms.ts';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { Collection } from './collection.entity.ts';
import { collections } from './collection.moves.ts';
import { collectionNow } from './collection-answers.ts';

/**
 * At the return centre, with the seller: the list is checked and what was found is written down, to be signed by both
 * (8.6.ci).
 */
export const handOverCollection = mutation({
  name: 'handOverCollection',
  description:
    'At the return centre: the list was gone through with the seller, and what was found is written down for both to sign.',
  may: permit.role('carrier-manager', 'courier'),
  input: z.object({
    collectionId: ids.collection(),
    place: line(200)
      .nullish()
      .describe('Where they met, at most 200 characters; left out: the place that their contract names.'),
    listChecked: z.boolean().default(true).describe('The list was checked with the seller.'),
    conditionOk: z.boolean().describe('Whether the goods are as the record of the door says.'),
    note: paragraph(500, 0).nullish().describe('What was found, at most 500 characters.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    LIST_NOT_CHECKED: { message: '请先和商家逐项核对退货明细', clause: '8.6.ci' },
    PLACE_NEEDED: { message: '合同没有写交接地点，请写明在哪里交接', clause: '8.6.ci' },
  },
  shows: collectionNow,
  async run(context, { collectionId: id, place, listChecked, conditionOk, note }, refuse) {
    if (!listChecked) return refuse('LIST_NOT_CHECKED');
    return context.transaction(async (tx) => {
      const mine = inMyHands(context.actor);
      const collection = await tx.em.findOne(Collection, { id, ...mine });
      if (!collection) return refuse('NOT_FOUND');
      const centrePlace = place ?? (await deliveryTerms(context, collection, context.clock.now())).returnPlace;
      if (centrePlace === undefined) return refuse('PLACE_NEEDED', 'place');
      const refused = await collections.move(context, tx, 'bring-to-centre', collection, refuse, {
        parts: partsIn(context.actor, collection, 'after-sales'),
        where: mine,
        set: {
          centreAtMs: context.clock.now(),
          centrePlace,
          listChecked,
          conditionOk,
          centreNote: await context.vault.sealText(collection.buyerAccountId, note ?? ''),
        },
      });
      return refused ?? ok({ id });
    });
  },
});
