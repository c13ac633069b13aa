import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { shopNow } from '../shown.ts';
import { changeShopState } from './change-shop-state.ts';
import { shopId } from '../fields.ts';

/** The owner stops selling for a while. */
export const closeShop = mutation({
  name: 'closeShop',
  description: 'The owner stops selling for a while; reopenShop sells again.',
  may: permit.signedIn,
  input: z.object({ shopId: shopId() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: shopNow,
  run: (context, { shopId: id }) =>
    context.transaction(async (tx) => {
      const closed = await changeShopState(context, tx, id, 'close');
      return closed.ok ? ok({ id }) : closed;
    }),
});
