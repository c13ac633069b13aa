import { DAY_MS } from '@heitu/kit/rules/clock';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation, type TrustContext } from '../context.ts';
import { ANNOUNCED_DAYS, ENDERS } from './ending.lifecycle.ts';
import { endingsById } from './ending.loader.ts';
import { endings } from './ending.moves.ts';
import { PlatformEndingView } from './ending.view.ts';
import { ENDS_TOO_SOON } from './propose-ending.ts';

/** A second person announces the end, thirty days ahead; or it is taken back, which either can until it has come. */
export const decideEnding = mutation({
  name: 'decideEnding',
  description: 'A second person announces the end of the platform, or somebody takes it back until it has come.',
  may: permit.role(...ENDERS),
  input: z.object({
    endingId: identifier().describe('What was put forward.'),
    announce: z.boolean().describe('True: it is announced; false: it is taken back.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ENDS_TOO_SOON,
    SAME_PERSON: { message: '提出的人不能自己同意，要由另一个人来' },
    ALREADY_ENDED: { message: '终止的日子已经到了，不能撤回' },
  },
  shows: rowAfter(PlatformEndingView, endingsById),
  run: (context, { endingId: id, announce }, refuse) =>
    context.transaction(async (tx) => {
      const nowMs = context.clock.now();
      const ending = await tx.rows.selectFrom('PlatformEnding').selectAll().where('id', '=', id).executeTakeFirst();
      if (!ending) return refuse('NOT_FOUND');
      if (announce && ending.proposedBy === context.actor.id) return refuse('SAME_PERSON');
      if (announce && ending.endsAtMs < nowMs + ANNOUNCED_DAYS * DAY_MS) return refuse('ENDS_TOO_SOON');
      if (!announce && ending.state === 'announced' && ending.endsAtMs <= nowMs) return refuse('ALREADY_ENDED');
      const refused = await endings.move(context, tx, announce ? 'announce' : 'withdraw', ending, refuse, {
        set: announce ? { announcedBy: context.actor.id, announcedAtMs: nowMs } : { openFor: null },
      });
      return refused ?? ok({ id });
    }),
});

/** What nobody agreed to comes to nothing; what was announced comes to its day. */
export async function keepEnding(context: TrustContext): Promise<void> {
  const due = { $lte: context.clock.now() };
  await context.transaction(async (tx) => {
    await endings.bySystem(context, tx, 'lapse', { lapsesAtMs: due }, { openFor: null });
    await endings.bySystem(context, tx, 'end', { endsAtMs: due });
    return ok(null);
  });
}
