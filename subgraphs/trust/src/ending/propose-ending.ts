import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { unlessTaken } from '@heitu/kit/data/only-one';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, localDate, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PlatformEnding } from './ending.entity.ts';
import { ANNOUNCED_DAYS, endingLifecycle, ENDERS, SECOND_MS, THE_PLATFORM } from './ending.lifecycle.ts';
import { endingsById } from './ending.loader.ts';
import { PlatformEndingView } from './ending.view.ts';

export const ENDS_TOO_SOON = {
  message: `终止要提前${ANNOUNCED_DAYS}天公告，请选更晚的日子`,
} as const;

/** One person puts the end of the platform forward; a second announces it (E-Commerce Law 16). */
export const proposeEnding = mutation({
  name: 'proposeEnding',
  description: 'One person puts the end of the platform forward; a second one announces it.',
  may: permit.role(...ENDERS),
  input: z.object({
    endsOn: asScalar(LocalDate, localDate()).describe('From the beginning of this day on no new order is taken.'),
    reason: paragraph(1000, 4).describe('Public, with the announcement.'),
  }),
  refusals: { ENDS_TOO_SOON, ALREADY_PROPOSED: { message: '已经有一份终止方案' } },
  shows: rowAfter(PlatformEndingView, endingsById),
  run: (context, { endsOn, reason }, refuse) =>
    context.transaction(async (tx) => {
      const nowMs = context.clock.now();
      const endsAtMs = startOfChinaDate(endsOn);
      if (endsAtMs < nowMs + ANNOUNCED_DAYS * DAY_MS) return refuse('ENDS_TOO_SOON', 'endsOn');
      const id = context.newId();
      const taken = await unlessTaken(
        tx.em.insert(PlatformEnding, {
          id,
          state: endingLifecycle.initial,
          reason,
          endsAtMs,
          lapsesAtMs: nowMs + SECOND_MS,
          proposedBy: context.actor.id,
          proposedAtMs: nowMs,
          openFor: THE_PLATFORM,
        }),
        refuse('ALREADY_PROPOSED'),
      );
      if (taken) return taken;
      tx.audit({ type: 'platform-ending', id });
      return ok({ id });
    }),
});
