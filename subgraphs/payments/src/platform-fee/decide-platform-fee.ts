import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { DECIDERS } from '../reconciliation/case.lifecycle.ts';
import { SAME_PERSON } from '../reconciliation/case.policy.ts';
import { bindFee } from './bind-fee.ts';
import { feeNow, feePublished } from './platform-fee.loader.ts';
import { platformFees } from './platform-fee.moves.ts';
import { FEE_NOTICE_MS, feeRisePercent, mayDo } from './platform-fee.policy.ts';
import { isLeap } from '@heitu/standard';
import { tellFee } from './tell-fee.ts';

/**
 * A second person publishes the fee that was proposed, or it is turned down or taken back. A dearer one binds after its
 * days; one that is cheaper, or the first, at once.
 */
export const decidePlatformFee = mutation({
  name: 'decidePlatformFee',
  description: 'A second person publishes the fee that was proposed; or it is turned down or taken back.',
  may: permit.role(...DECIDERS),
  input: z.object({
    feeId: ids.platformFee(),
    confirm: z
      .boolean()
      .describe('False turns it down; from the one who proposed it, false takes it back and true is refused.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE, SAME_PERSON },
  shows: feeNow,
  run: (context, { feeId: id, confirm }, refuse) =>
    context.transaction(async (tx) => {
      const fee = await tx.rows.selectFrom('PlatformFee').selectAll().where('id', '=', id).executeTakeFirst();
      if (!fee) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const by = { decidedBy: context.actor.id };
      if (!confirm) {
        const set = { ...by, openFor: null, endedAtMs: nowMs };
        return (await platformFees.move(context, tx, 'reject', fee, refuse, { set })) ?? ok({ id });
      }
      if (!mayDo(fee, context.actor.id, 'confirm')) return refuse('SAME_PERSON');
      const risePercent = feeRisePercent(fee, await feePublished(tx, nowMs));
      const isDearer = risePercent > 0;
      const refused = await platformFees.move(context, tx, 'confirm', fee, refuse, {
        set: {
          ...by,
          risePercent,
          isLeap: isLeap(risePercent),
          announcedAtMs: nowMs,
          bindsAtMs: isDearer ? nowMs + FEE_NOTICE_MS : nowMs,
        },
        where: { proposedBy: { $ne: context.actor.id } },
        reason: fee.reason,
      });
      if (refused) return refused;
      if (!isDearer) await bindFee(context, tx, id);
      else if (isLeap(risePercent)) await platformFees.bySystem(context, tx, 'flag', { id });
      if (isDearer) await tellFee(context, tx, id, 'announced');
      return ok({ id });
    }),
});
