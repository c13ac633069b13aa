import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { shopNow } from '../shown.ts';
import { changeShopState } from './change-shop-state.ts';
import { shopId } from '../fields.ts';

/** The owner sells again, if the party may do business. */
export const reopenShop = mutation({
  name: 'reopenShop',
  description: 'The owner sells again, if the party may do business.',
  may: permit.signedIn,
  input: z.object({ shopId: shopId() }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NOT_IN_GOOD_STANDING: { message: '资质恢复有效后才能恢复营业', clause: '6.4' },
  },
  shows: shopNow,
  run: (context, { shopId: id }, refuse) =>
    context.transaction(async (tx) => {
      const reopened = await changeShopState(context, tx, id, 'reopen');
      if (!reopened.ok) return reopened;
      return reopened.value === 'good' ? ok({ id }) : refuse('NOT_IN_GOOD_STANDING');
    }),
});
