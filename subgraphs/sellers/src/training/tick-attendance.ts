import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { seatId } from '../fields.ts';
import { seatNow } from '../shown.ts';
import { seats } from './training.moves.ts';
import { EXAMINERS } from './training.policy.ts';

/** Who teaches ticks somebody who was there; it counts once they confirm it themselves (6.2.a). */
export const tickAttendance = mutation({
  name: 'tickAttendance',
  description: 'Who teaches ticks somebody who was there; it counts once they confirm it themselves.',
  may: permit.role(...EXAMINERS),
  input: z.object({ seatId: seatId() }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NOT_NOW: { message: '还没上课，不能点名' },
    YOURSELF: { message: '不能给自己点名，请换一个人点' },
  },
  shows: seatNow,
  run: (context, { seatId: id }, refuse) =>
    context.transaction(async (tx) => {
      const seat = await tx.rows
        .selectFrom('TrainingSeat as t')
        .innerJoin('TrainingSession as s', 's.id', 't.sessionId')
        .select(['t.id', 't.state', 't.leaveUntilMs', 't.accountId', 's.startsAtMs', 's.state as sessionState'])
        .where('t.id', '=', id)
        .executeTakeFirst();
      if (!seat) return refuse('NOT_FOUND');
      if (seat.accountId === context.actor.id) return refuse('YOURSELF');
      if (seat.sessionState !== 'planned' || context.clock.now() < seat.startsAtMs) return refuse('NOT_NOW');
      const set = { tickedBy: context.actor.id };
      return (await seats.move(context, tx, 'tick', seat, refuse, { set })) ?? ok({ id });
    }),
});
