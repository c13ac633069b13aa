import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { DECIDERS } from '../reconciliation/case.lifecycle.ts';
import { feeNow } from './platform-fee.loader.ts';
import { platformFees } from './platform-fee.moves.ts';
import { tellFee } from './tell-fee.ts';

/** The platform's fee is not raised after all. */
export const withdrawPlatformFee = mutation({
  name: 'withdrawPlatformFee',
  description: 'The operator takes back a dearer fee that does not bind yet: the one in force stays.',
  may: permit.role(...DECIDERS),
  input: z.object({ feeId: ids.platformFee() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: feeNow,
  run: (context, { feeId: id }, refuse) =>
    context.transaction(async (tx) => {
      const fee = await tx.rows.selectFrom('PlatformFee').selectAll().where('id', '=', id).executeTakeFirst();
      if (!fee) return refuse('NOT_FOUND');
      const set = { openFor: null, endedAtMs: context.clock.now() };
      const refused = await platformFees.move(context, tx, 'withdraw', fee, refuse, { set });
      if (refused) return refused;
      await tellFee(context, tx, id, 'withdrawn');
      return ok({ id });
    }),
});
