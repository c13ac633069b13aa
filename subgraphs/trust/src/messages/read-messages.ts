import { ok } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { messages } from './message.moves.ts';
import { MessagesRead } from './message.view.ts';

/** Marks one's own messages as read; others' ids change nothing. */
export const readMessages = mutation({
  name: 'readMessages',
  description: "Marks one's own messages as read.",
  may: permit.role('consumer'),
  input: z.object({ ids: z.array(identifier()).min(1).max(100).describe("At most 100; others' change nothing.") }),
  refusals: {},
  shows: asItIs(MessagesRead),
  run: (context, { ids }) =>
    context.transaction(async (tx) =>
      ok({
        count: await messages.bySystem(context, tx, 'read', { id: { $in: ids }, accountId: context.actor.id }),
      }),
    ),
});
