import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { WITHDRAWERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { priceFlags } from './price-flag.moves.ts';
import { PriceFlagView } from './price-label.view.ts';
import { priceFlagsById } from './price.loader.ts';

/** The operator has looked at a sudden price move and says what came of it. */
export const clearPriceFlag = mutation({
  name: 'clearPriceFlag',
  description: 'The operator has looked at a sudden price move and says what came of it.',
  may: permit.role(...WITHDRAWERS),
  input: z.object({
    flagId: identifier().describe('The flag, which must be open.'),
    note: line(500).describe('What came of looking into it.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: rowAfter(PriceFlagView, priceFlagsById),
  run: (context, { flagId, note }, refuse) =>
    context.transaction(async (tx) => {
      const known = await tx.rows
        .selectFrom('PriceFlag')
        .select(['id', 'partyId', 'state', 'raisedAtMs'])
        .where('id', '=', flagId)
        .executeTakeFirst();
      if (!known) return refuse('NOT_FOUND');
      const set = { note: await context.vault.sealText(known.partyId, note), clearedAtMs: context.clock.now() };
      const unmoved = await priceFlags.move(context, tx, 'clear', known, refuse, { set, reason: note });
      if (unmoved) return unmoved;
      return ok({ id: flagId });
    }),
});
