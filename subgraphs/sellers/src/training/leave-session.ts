import { lockRows } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { applicantId } from '../access.ts';
import { mutation } from '../context.ts';
import { seatId } from '../fields.ts';
import { seatNow } from '../shown.ts';
import { tellOfSession } from './tell-of-session.ts';
import { TrainingSession } from './training.entity.ts';
import { seats } from './training.moves.ts';

/** Whoever cannot come gives their seat back while somebody else can still take it. */
export const leaveSession = mutation({
  name: 'leaveSession',
  description: 'Gives a seat in a session back, until a day before it begins; whoever planned it hears of it.',
  may: permit.signedIn,
  input: z.object({ seatId: seatId() }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    TOO_LATE_TO_LEAVE: { message: '上课前一天以后退不了了，来不了请给平台打电话', clause: '6.2.a' },
  },
  shows: seatNow,
  run: (context, { seatId: id }, refuse) =>
    context.transaction(async (tx) => {
      const own = () =>
        tx.rows
          .selectFrom('TrainingSeat')
          .selectAll()
          .where('id', '=', id)
          .where('accountId', '=', applicantId(context));
      const found = await own().executeTakeFirst();
      if (!found) return refuse('NOT_FOUND');
      // The session is taken, as by whoever takes a seat: its count is of one hand at a time.
      await lockRows(tx, TrainingSession, { id: found.sessionId });
      const seat = await own().executeTakeFirstOrThrow();
      const unmoved = await seats.move(context, tx, 'leave', seat, refuse, { parts: ['attendee'] });
      if (unmoved) return unmoved;
      const session = await tx.rows
        .selectFrom('TrainingSession')
        .selectAll()
        .where('id', '=', seat.sessionId)
        .executeTakeFirstOrThrow();
      await tx.em.nativeUpdate(TrainingSession, { id: session.id }, { seatsTaken: session.seatsTaken - 1 });
      tellOfSession(tx, 'left', session, [{ accountId: session.plannedBy }]);
      return ok({ id });
    }),
});
