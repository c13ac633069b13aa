import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { sessionId } from '../fields.ts';
import { sessionNow } from '../shown.ts';
import { sessions } from './training.moves.ts';
import { tellOfSession } from './tell-of-session.ts';
import { EXAMINERS } from './training.policy.ts';

/** A session that will not be held. */
export const cancelSession = mutation({
  name: 'cancelSession',
  description: 'A session of training will not be held.',
  may: permit.role(...EXAMINERS),
  input: z.object({ sessionId: sessionId() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: sessionNow,
  run: (context, { sessionId: id }, refuse) =>
    context.transaction(async (tx) => {
      const session = await tx.rows.selectFrom('TrainingSession').selectAll().where('id', '=', id).executeTakeFirst();
      if (!session) return refuse('NOT_FOUND');
      const set = { endedAtMs: context.clock.now() };
      const unmoved = await sessions.move(context, tx, 'cancel', session, refuse, { set });
      if (unmoved) return unmoved;
      const seats = await tx.rows
        .selectFrom('TrainingSeat')
        .select('accountId')
        .where('sessionId', '=', id)
        .where('state', '!=', 'left')
        .execute();
      tellOfSession(tx, 'cancelled', session, seats);
      return ok({ id });
    }),
});
