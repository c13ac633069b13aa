import { chinaTime } from '@heitu/kit/rules/calendar';
import { aboutThing, ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { inMyHands, partsIn } from '../access.ts';
import { deliveryTerms } from '../contract/agreed-terms.ts';
import { mutation } from '../context.ts';
import { ids, moment } from '../input-fields.ts';
import { Collection } from './collection.entity.ts';
import { collections } from './collection.moves.ts';
import { collectionNow } from './collection-answers.ts';
import { SAID } from '../said.ts';

/** Step 1 of 8.6.ch: time and place are agreed with the consumer. */
export const appointCollection = mutation({
  name: 'appointCollection',
  description: 'Time and place of fetching are agreed with the consumer; agreeing again replaces them.',
  may: permit.role('carrier-manager', 'courier'),
  input: z.object({
    collectionId: ids.collection(),
    agreedAt: moment().describe('When the courier comes; not in the past.'),
    place: line(200).describe('Where they meet, at most 200 characters.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    TIME_PAST: { message: SAID.timePast, clause: '8.6.ch' },
    OUTSIDE_AGREED_HOURS: { message: '这个时间不在合同约定的上门取件时段内，请另约时间', clause: '8.6.ch' },
  },
  shows: collectionNow,
  run: (context, { collectionId: id, agreedAt: agreedAtMs, place }, refuse) =>
    context.transaction(async (tx) => {
      const mine = inMyHands(context.actor);
      const collection = await tx.em.findOne(Collection, { id, ...mine });
      if (!collection) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      if (agreedAtMs <= nowMs) return refuse('TIME_PAST');
      const { collectFromHour: from = 0, collectUntilHour: until = 24 } = await deliveryTerms(
        context,
        collection,
        agreedAtMs,
      );
      const hour = Number(chinaTime(agreedAtMs).slice(11, 13));
      if (hour < from || hour >= until) return refuse('OUTSIDE_AGREED_HOURS', 'agreedAt');
      const refused = await collections.move(
        context,
        tx,
        'appoint',
        collection,
        (code) =>
          code === 'NO_COURIER' ? refuse('WRONG_STATE', [aboutThing('courierId', '请先派一位配送员')]) : refuse(code),
        {
          parts: partsIn(context.actor, collection, 'after-sales'),
          where: mine,
          set: {
            appointedAtMs: nowMs,
            agreedAtMs,
            agreedPlace: await context.vault.sealText(collection.buyerAccountId, place),
          },
        },
      );
      return refused ?? ok({ id });
    }),
});
