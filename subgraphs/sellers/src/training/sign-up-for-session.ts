import { lockRows } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { applicantId } from '../access.ts';
import { mutation } from '../context.ts';
import { sessionId } from '../fields.ts';
import { seatNow } from '../shown.ts';
import { TrainingSeat, TrainingSession } from './training.entity.ts';
import { seatLifecycle } from './training.lifecycles.ts';
import { seats } from './training.moves.ts';
import { LEAVE_BEFORE_MS } from './training.policy.ts';
import { placeFor, workplaces } from './whose-training.ts';

/** Somebody of a business that the session is for takes a seat. */
export const signUpForSession = mutation({
  name: 'signUpForSession',
  description: 'Somebody of a business that the session is for takes a seat.',
  may: permit.signedIn,
  input: z.object({ sessionId: sessionId() }),
  refusals: {
    NOT_FOUND,
    OVER: { message: '这节课已经结束或取消了' },
    NOT_FOR_YOU: { message: '这节课不是给您开的，看看别的课', clause: '6.2.b' },
    FULL: { message: '座位满了，等下一节' },
    WRONG_STATE,
    SIGNED_UP: { message: '您已经报过名了' },
  },
  shows: seatNow,
  run: (context, { sessionId: id }, refuse) =>
    context.transaction(async (tx) => {
      // The session is taken: of two who want the last seat one gets it.
      await lockRows(tx, TrainingSession, { id });
      const session = await tx.rows.selectFrom('TrainingSession').selectAll().where('id', '=', id).executeTakeFirst();
      if (!session) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      if (session.state !== 'planned' || nowMs >= session.endsAtMs) return refuse('OVER');
      const accountId = applicantId(context);
      const partyId = placeFor(await workplaces(context), session.audience);
      if (!partyId) return refuse('NOT_FOR_YOU');
      const seat = await tx.rows
        .selectFrom('TrainingSeat')
        .selectAll()
        .where('sessionId', '=', id)
        .where('accountId', '=', accountId)
        .executeTakeFirst();
      if (seat && seat.state !== 'left') return refuse('SIGNED_UP');
      if (session.seatsTaken >= session.seatsMax) return refuse('FULL');
      const seatId = seat?.id ?? context.newId();
      const taken = { partyId, signedUpAtMs: nowMs, leaveUntilMs: session.startsAtMs - LEAVE_BEFORE_MS };
      const unmoved =
        seat && (await seats.move(context, tx, 'return', seat, refuse, { parts: ['attendee'], set: taken }));
      if (unmoved) return unmoved;
      if (!seat)
        await tx.em.insert(TrainingSeat, {
          id: seatId,
          sessionId: id,
          accountId,
          ...taken,
          state: seatLifecycle.initial,
          tries: 0,
        });
      await tx.em.nativeUpdate(TrainingSession, { id }, { seatsTaken: session.seatsTaken + 1 });
      tx.audit({ type: 'training-seat', id: seatId, clause: '6.2.a' });
      return ok({ id: seatId });
    }),
});
