import { ok } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { oneOf } from '@heitu/kit/rules/enums';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { MessageWays } from '../enums.ts';
import { MessageWish } from './message.entity.ts';
import { shownWish } from './message.loader.ts';
import { MessageWishView } from './message.view.ts';

/** How somebody wants to be told outside the app, from this moment. */
export const chooseMessageWay = mutation({
  name: 'chooseMessageWay',
  description:
    'How somebody wants to be told outside the app, from this moment; what a law has told comes in any case.',
  may: permit.role('consumer'),
  input: z.object({
    way: oneOf(MessageWays).describe('By WeChat, by SMS, both, or neither.'),
    isQuietAtNight: z.boolean().describe('Whether what can wait is held until the morning.'),
  }),
  refusals: {},
  shows: asItIs(MessageWishView),
  run: (context, { way, isQuietAtNight }) =>
    context.transaction(async (tx) => {
      const accountId = context.actor.id;
      await tx.em.upsert(
        MessageWish,
        { accountId, way, isQuietAtNight, changedAtMs: context.clock.now() },
        { onConflictFields: ['accountId'], onConflictMergeFields: ['way', 'isQuietAtNight', 'changedAtMs'] },
      );
      tx.audit({ type: 'account', id: accountId, clause: '10.3.b' });
      return ok(shownWish({ way, isQuietAtNight }));
    }),
});
