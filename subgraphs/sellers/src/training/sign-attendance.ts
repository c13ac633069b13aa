import { raw } from '@mikro-orm/core';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { applicantId } from '../access.ts';
import { mutation } from '../context.ts';
import { seatId } from '../fields.ts';
import { seatNow } from '../shown.ts';
import { TrainingSeat } from './training.entity.ts';
import { seats } from './training.moves.ts';
import { CODE_TRIES_MAX, codesOf, isSigning } from './training.policy.ts';

/** Whoever sits in the room types the code that is shown there: their own signature that they were there (6.2.a). */
export const signAttendance = mutation({
  name: 'signAttendance',
  description: 'Whoever sits in the room signs by the code that is shown there.',
  may: permit.signedIn,
  input: z.object({
    seatId: seatId(),
    code: z
      .string()
      .regex(/^\d{6}$/, '请输入教室里的六位数字')
      .describe('Six digits, as the room shows them now.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NOT_NOW: { message: '上课前半小时到下课才能签到' },
    CODE_WRONG: { message: '数字不对，看看教室里现在显示的' },
    TOO_MANY_ATTEMPTS: { message: `输错了${CODE_TRIES_MAX}次，请老师给您点名` },
  },
  shows: seatNow,
  async run(context, { seatId: id, code }, refuse) {
    const accountId = applicantId(context);
    // Counted on its own, so that a refusal does not take the count back.
    const counted = await context.em.nativeUpdate(
      TrainingSeat,
      { id, accountId, state: 'coming', tries: { $lt: CODE_TRIES_MAX } },
      { tries: raw<number>('?? + 1', ['tries']) },
    );
    return context.transaction(async (tx) => {
      const seat = await tx.rows
        .selectFrom('TrainingSeat as t')
        .innerJoin('TrainingSession as s', 's.id', 't.sessionId')
        .select([
          't.id',
          't.state',
          't.leaveUntilMs',
          't.sessionId',
          's.startsAtMs',
          's.endsAtMs',
          's.state as sessionState',
        ])
        .where('t.id', '=', id)
        .where('t.accountId', '=', accountId)
        .executeTakeFirst();
      if (!seat) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      if (seat.state !== 'coming') return refuse('WRONG_STATE');
      if (seat.sessionState !== 'planned' || !isSigning(seat, nowMs)) return refuse('NOT_NOW');
      if (counted === 0) return refuse('TOO_MANY_ATTEMPTS');
      if (!codesOf(context.vault, seat.sessionId, nowMs).includes(code)) return refuse('CODE_WRONG');
      const set = { attendedBy: 'code' as const, attendedAtMs: nowMs };
      return (await seats.move(context, tx, 'sign', seat, refuse, { parts: ['attendee'], set })) ?? ok({ id });
    });
  },
});
