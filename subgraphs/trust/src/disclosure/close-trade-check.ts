import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { TradeCheck } from './disclosure.entity.ts';
import { ONCE } from './disclosure.policy.ts';
import { RecordSaved } from './disclosure.view.ts';

/** What the check found was put right (6.5). */
export const closeTradeCheck = mutation({
  name: 'closeTradeCheck',
  may: permit.role(...ONCE.tradeCheck.by),
  input: z.object({ checkId: identifier() }),
  refusals: { NOT_FOUND },
  shows: asItIs(RecordSaved),
  run: (context, { checkId: id }, refuse) =>
    context.transaction(async (tx) => {
      const closed = await tx.em.nativeUpdate(
        TradeCheck,
        { id, [ONCE.tradeCheck.at]: null },
        { closedAtMs: context.clock.now() },
      );
      if (closed === 0) return refuse('NOT_FOUND');
      tx.audit({ type: 'trade-check', id, clause: '6.5' });
      return ok({ id });
    }),
});
