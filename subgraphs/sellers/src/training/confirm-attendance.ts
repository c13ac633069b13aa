import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { applicantId } from '../access.ts';
import { mutation } from '../context.ts';
import { seatId } from '../fields.ts';
import { seatNow } from '../shown.ts';
import { seats } from './training.moves.ts';

/** Whoever was ticked says that they were there. */
export const confirmAttendance = mutation({
  name: 'confirmAttendance',
  description: 'Whoever was ticked says that they were there.',
  may: permit.signedIn,
  input: z.object({ seatId: seatId() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: seatNow,
  run: (context, { seatId: id }, refuse) =>
    context.transaction(async (tx) => {
      const seat = await tx.rows
        .selectFrom('TrainingSeat')
        .select(['id', 'state', 'leaveUntilMs'])
        .where('id', '=', id)
        .where('accountId', '=', applicantId(context))
        .executeTakeFirst();
      if (!seat) return refuse('NOT_FOUND');
      const set = { attendedBy: 'tick' as const, attendedAtMs: context.clock.now() };
      return (await seats.move(context, tx, 'confirm', seat, refuse, { parts: ['attendee'], set })) ?? ok({ id });
    }),
});
