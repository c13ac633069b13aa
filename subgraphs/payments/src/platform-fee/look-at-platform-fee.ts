import { bindsAgainAtMs } from '@heitu/kit/rules/rise';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { feeNow } from './platform-fee.loader.ts';
import { platformFees } from './platform-fee.moves.ts';
import { FEE_NOTICE_MS, mayDo } from './platform-fee.policy.ts';
import { tellFee } from './tell-fee.ts';

/** A third person has looked at a fee that leaps; in an emergency they decide whether it is raised. */
export const lookAtPlatformFee = mutation({
  name: 'lookAtPlatformFee',
  description: 'A third person has looked at a fee that leaps: one that an emergency holds is raised or not.',
  may: permit.role('operator-admin'),
  input: z.object({
    feeId: ids.platformFee(),
    allow: z.boolean().describe('False: it is not raised; only where the rule of an emergency holds it.'),
    found: line(500).describe('What was found out.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    OWN_FEE: { message: '提议和确认的人不能自己核实，请别的管理员来看', clause: '6.5.c' },
  },
  shows: feeNow,
  run: (context, { feeId: id, allow, found }, refuse) =>
    context.transaction(async (tx) => {
      const fee = await tx.rows.selectFrom('PlatformFee').selectAll().where('id', '=', id).executeTakeFirst();
      if (!fee) return refuse('NOT_FOUND');
      const isHeld = fee.state === 'held';
      const act = !allow ? 'refuse' : isHeld ? 'allow' : 'clear';
      if (!mayDo(fee, context.actor.id, act)) return refuse('OWN_FEE');
      const nowMs = context.clock.now();
      const set = {
        lookedAtMs: nowMs,
        lookedBy: context.actor.id,
        found,
        ...(!allow && { openFor: null, endedAtMs: nowMs }),
        ...(act === 'allow' && {
          allowedUnder: fee.emergencyId,
          bindsAtMs: bindsAgainAtMs(fee.bindsAtMs ?? nowMs, nowMs, FEE_NOTICE_MS),
        }),
      };
      const refused = await platformFees.move(context, tx, act, fee, refuse, { set, reason: found });
      if (refused) return refused;
      if (act !== 'clear') await tellFee(context, tx, id, allow ? 'announced' : 'refused');
      return ok({ id });
    }),
});
