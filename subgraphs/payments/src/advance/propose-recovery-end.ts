import { asItIs } from '@heitu/kit/rules/mutation';
import { oneOf } from '@heitu/kit/rules/enums';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { RecoveryEnds } from '../enums.ts';
import { recoveryById } from './recovery.loader.ts';
import { recoveries } from './advance.moves.ts';

/** What nothing here can collect ends by people: one says how, another confirms it (6.6.d). */
export const proposeRecoveryEnd = mutation({
  name: 'proposeRecoveryEnd',
  description: 'Finance says how a claim that nothing here collects has ended; a second person confirms it.',
  may: permit.role('finance'),
  input: z.object({
    recoveryId: identifier().describe('What is owed.'),
    how: oneOf(RecoveryEnds).describe('Whether its money came by another way, or is given up.'),
    reason: line(200).describe('What shows it, at most 200 characters; the second person reads it.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    COLLECTABLE: { message: '这笔支付机构能从责任方账户退回来，先发起追偿', clause: '6.6.d' },
  },
  shows: asItIs(PaymentsDone),
  async run(context, { recoveryId: id, how, reason }, refuse) {
    const known = await recoveryById(context, id);
    if (known?.state === 'open' && known.rail === 'return') return refuse('COLLECTABLE');
    return context.transaction(async (tx) => {
      const recovery = await tx.rows.selectFrom('Recovery').selectAll().where('id', '=', id).executeTakeFirst();
      if (!recovery) return refuse('NOT_FOUND');
      const refused = await recoveries.move(context, tx, 'propose-end', recovery, refuse, {
        set: { endHow: how, endReason: reason, proposedBy: context.actor.id, proposedAtMs: context.clock.now() },
        reason,
      });
      return refused ?? ok({ id });
    });
  },
});
