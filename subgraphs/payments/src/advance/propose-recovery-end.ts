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
import { tellOfEnd } from './tell-of-end.ts';
import { NO_PROPOSAL, PAUSED_BY_RECEIPT_MS, PLATFORM_CREDITOR } from './recovery.policy.ts';

/**
 * What nothing here can collect ends by people: one says how, another confirms it (6.6.d). Where a party is owed it, it
 * agrees in between.
 */
export const proposeRecoveryEnd = mutation({
  name: 'proposeRecoveryEnd',
  description: 'Finance says how a claim that nothing here collects has ended; a second person confirms it.',
  may: permit.role('finance'),
  input: z.object({
    recoveryId: identifier().describe('What is owed.'),
    how: oneOf(RecoveryEnds).describe(
      'Whether its money came by another way, is given up, or the platform has paid it to whom it is owed.',
    ),
    reason: line(200).describe('What shows it, at most 200 characters; the second person reads it.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    OWED_TO_PLATFORM: { message: '这笔是欠平台的，平台不用付给别人', clause: '6.6.d' },
    COLLECTABLE: { message: '这笔支付机构能从责任方账户退回来，先发起追偿', clause: '6.6.d' },
  },
  shows: asItIs(PaymentsDone),
  async run(context, { recoveryId: id, how, reason }, refuse) {
    const known = await recoveryById(context, id);
    if (known?.state === 'open' && known.rail === 'return') return refuse('COLLECTABLE');
    return context.transaction(async (tx) => {
      const recovery = await tx.rows.selectFrom('Recovery').selectAll().where('id', '=', id).executeTakeFirst();
      if (!recovery) return refuse('NOT_FOUND');
      if (how === 'platform-pays' && recovery.creditorPartyId === PLATFORM_CREDITOR) return refuse('OWED_TO_PLATFORM');
      const proposedAtMs = context.clock.now();
      const pauses = how === 'received' && recovery.pausedUntilMs === null;
      const refused = await recoveries.move(context, tx, 'propose-end', recovery, refuse, {
        set: {
          ...NO_PROPOSAL,
          endHow: how,
          endReason: reason,
          proposedBy: context.actor.id,
          proposedAtMs,
          ...(pauses && { pausedUntilMs: proposedAtMs + PAUSED_BY_RECEIPT_MS }),
        },
        reason,
      });
      if (refused) return refused;
      tellOfEnd(tx, 'asked', { ...recovery, ...NO_PROPOSAL, endHow: how, proposedAtMs });
      return ok({ id });
    });
  },
});
