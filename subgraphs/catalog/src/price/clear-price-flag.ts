import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import type { ClauseRef } from '@heitu/standard';
import { WITHDRAWERS } from '../access.ts';
import { mutation } from '../context.ts';
import { PriceFlag } from './price-label.entity.ts';
import { priceFlagLifecycle } from './price-flag.lifecycle.ts';
import { PriceFlagView } from './price-label.view.ts';
import { priceFlagsById } from './price.loader.ts';

/** The operator has looked at a sudden price move and says what came of it. */
export const clearPriceFlag = mutation({
  name: 'clearPriceFlag',
  may: permit.role(...WITHDRAWERS),
  input: z.object({ flagId: identifier(), note: line(500) }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: rowAfter(PriceFlagView, priceFlagsById),
  run: (context, { flagId, note }, refuse) =>
    context.transaction(async (tx) => {
      const known = await tx.rows.selectFrom('PriceFlag').select('partyId').where('id', '=', flagId).executeTakeFirst();
      if (!known) return refuse('NOT_FOUND');
      const cleared = await tx.em.nativeUpdate(
        PriceFlag,
        { id: flagId, state: { $in: [...priceFlagLifecycle.from('clear')] } },
        {
          state: priceFlagLifecycle.to('clear'),
          note: await context.vault.sealText(known.partyId, note),
          clearedAtMs: context.clock.now(),
        },
      );
      if (cleared === 0) return refuse('WRONG_STATE');
      tx.audit({ type: 'price-flag', id: flagId, clause: '6.5.c' satisfies ClauseRef, reason: note });
      return ok({ id: flagId });
    }),
});
