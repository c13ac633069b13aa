import { unlessTaken } from '@heitu/kit/data/only-one';
import { oneOf } from '@heitu/kit/rules/enums';
import { atField, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { isLeap, PLATFORM_FEE_RULE } from '@heitu/standard';
import { mutation } from '../context.ts';
import { FeeBases } from '../enums.ts';
import { documentsStatingFee } from '../peers.ts';
import { DECIDERS } from '../reconciliation/case.lifecycle.ts';
import { PlatformFee } from './platform-fee.entity.ts';
import { platformFeeLifecycle } from './platform-fee.lifecycle.ts';
import { feeNow, feePublished } from './platform-fee.loader.ts';
import { FEE_PERMILLE_MAX, feeRisePercent } from './platform-fee.policy.ts';

/** One of the operator proposes another fee of the platform; a second person confirms it. */
export const proposePlatformFee = mutation({
  name: 'proposePlatformFee',
  description: 'Proposes another service fee of the platform; a second person confirms it before it is published.',
  may: permit.role(...DECIDERS),
  input: z.object({
    permille: z.int().min(0).max(FEE_PERMILLE_MAX).describe('Of a thousand fen, so many: 0 to 300.'),
    feeOn: oneOf(FeeBases).describe('What it is taken on.'),
    reason: line(200, 2).describe('Why, 2 to 200 characters; everybody reads it.'),
  }),
  requestId: 'must',
  refusals: {
    SAME_FEE: { message: '和现在的费率一样，不用改' },
    FEE_COMING: { message: '已经有一个费率在办，办完或者撤回了再提' },
    DOCUMENTS_STATE_FEE: { message: '公布的文件里写死了费率，先换成按公布的费率收取的写法', clause: '6.5.a' },
  },
  shows: feeNow,
  async run(context, { permille, feeOn, reason }, refuse) {
    // What people read there would not be true any more.
    const stating = await documentsStatingFee(context);
    if (stating.length > 0)
      return refuse('DOCUMENTS_STATE_FEE', [
        atField('permille', `${stating.map((title) => `“${title}”`).join('、')}里改写成：${PLATFORM_FEE_RULE}`),
      ]);
    return context.transaction(async (tx) => {
      const nowMs = context.clock.now();
      const now = await feePublished(tx, nowMs);
      if (now && now.permille === permille && now.feeOn === feeOn) return refuse('SAME_FEE', 'permille');
      const id = context.newId();
      const risePercent = feeRisePercent({ permille, feeOn }, now);
      const taken = await unlessTaken(
        tx.em.insert(PlatformFee, {
          id,
          permille,
          feeOn,
          reason,
          state: platformFeeLifecycle.initial,
          openFor: 'next',
          risePercent,
          isLeap: isLeap(risePercent),
          proposedBy: context.actor.id,
          proposedAtMs: nowMs,
        }),
        refuse('FEE_COMING'),
      );
      if (taken) return taken;
      tx.audit({ type: 'platform-fee', id, clause: '6.5.a', reason });
      return ok({ id });
    });
  },
});
