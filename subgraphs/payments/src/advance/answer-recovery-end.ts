import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { ACCOUNT_HOLDERS } from '../merchant/merchant.policy.ts';
import { recoveries } from './advance.moves.ts';
import { recoveryParts } from './recovery.loader.ts';
import { tellOfEnd } from './tell-of-end.ts';
import { NO_PROPOSAL, PAUSED_BY_RECEIPT_MS } from './recovery.policy.ts';

/**
 * Whoever is owed it says whether it may end as finance proposes: nobody gives up what is another's (6.6.d). Until two
 * people of the platform have acted on it, the answer can be taken back; silence leaves the debt as it is.
 */
export const answerRecoveryEnd = mutation({
  name: 'answerRecoveryEnd',
  description: 'Whoever is owed a debt says whether it may end as finance has proposed.',
  may: permit.role(...ACCOUNT_HOLDERS),
  input: z.object({
    recoveryId: identifier().describe('What is owed.'),
    agrees: z.boolean().describe('True: it may end so. False: it stays owed, and what was proposed is void.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NOT_PROPOSED: { message: '没有要您答复的：财务没有提出了结、已经收回，或您已经答复过', clause: '6.6.d' },
  },
  shows: asItIs(PaymentsDone),
  run: (context, { recoveryId: id, agrees }, refuse) =>
    context.transaction(async (tx) => {
      const recovery = await tx.rows.selectFrom('Recovery').selectAll().where('id', '=', id).executeTakeFirst();
      const parts = recovery ? recoveryParts(context.actor, recovery).filter(isHolder) : [];
      if (!recovery || parts.length === 0) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const { endHow, proposedAtMs, creditorAgreedAtMs, pausedUntilMs } = recovery;
      const received = endHow === 'received';
      const set = agrees
        ? {
            creditorAgreedAtMs: nowMs,
            creditorAgreedBy: context.actor.id,
            // That whoever is owed it has got it is new: it is not taken a second time meanwhile.
            pausedUntilMs: received ? nowMs + PAUSED_BY_RECEIPT_MS : pausedUntilMs,
          }
        : { ...NO_PROPOSAL, pausedUntilMs: received ? nowMs : pausedUntilMs };
      const action = agrees ? 'agree-end' : 'refuse-end';
      // It was so when it was read: another has answered it meanwhile.
      const missed = (code: 'NOT_FOUND' | 'WRONG_STATE' | 'NOT_PROPOSED') =>
        refuse(code === 'WRONG_STATE' && recovery.state === 'open' ? 'NOT_PROPOSED' : code);
      const refused = await recoveries.move(context, tx, action, recovery, missed, {
        parts,
        // Exactly what was proposed.
        where: { proposedAtMs, endHow, creditorAgreedAtMs },
        set,
      });
      if (refused) return refused;
      tellOfEnd(tx, agrees ? 'agreed' : 'refused', recovery);
      return ok({ id });
    }),
});
const isHolder = (part: string): boolean => ACCOUNT_HOLDERS.some((role) => role === part);
