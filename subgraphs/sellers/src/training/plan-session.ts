import { DateTime } from '@heitu/kit/rules/graphql';
import { oneOf } from '@heitu/kit/rules/enums';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { TrainingAudiences, TrainingKinds } from '../enums.ts';
import { invalid } from '../fields.ts';
import { sessionNow } from '../shown.ts';
import { TrainingSession } from './training.entity.ts';
import { sessionLifecycle } from './training.lifecycles.ts';
import { tellOfSession } from './tell-of-session.ts';
import { EXAMINERS, SEATS_MAX } from './training.policy.ts';
import { untrainedPeople } from './untrained.ts';

const moment = () => asScalar(DateTime, z.number().int().min(0));

/** The operator plans a session: what, for whom, where, when, who teaches (6.2.a). */
export const planSession = mutation({
  name: 'planSession',
  description: 'The operator plans a session of training.',
  may: permit.role(...EXAMINERS),
  input: z.object({
    kind: oneOf(TrainingKinds).describe('What is taught.'),
    audience: oneOf(TrainingAudiences).describe('For whose people it is.'),
    place: line(200, 2).describe('Where; of a session online, how one gets in.'),
    isOnline: z.boolean().describe('Held over the network.'),
    teacher: line(40).describe('Who teaches; sealed.'),
    startsAt: moment().describe('Its beginning; not in the past.'),
    endsAt: moment().describe('Its end, on the same day or later.'),
    seatsMax: z.number().int('必须是整数').min(1).max(SEATS_MAX).describe('So many may come.'),
  }),
  requestId: 'must',
  refusals: { NO_OPERATOR: { message: '平台自己还没有备案，先备案再排课', clause: '6.2.a' } },
  shows: sessionNow,
  async run(context, { startsAt: startsAtMs, endsAt: endsAtMs, teacher, ...said }, refuse) {
    const nowMs = context.clock.now();
    if (startsAtMs < nowMs) return invalid('startsAt', '上课时间不能在过去');
    if (endsAtMs <= startsAtMs) return invalid('endsAt', '下课时间要在上课之后');
    const due = (await untrainedPeople(context)).filter(
      ({ kind, audience }) => kind === said.kind && audience === said.audience,
    );
    return context.transaction(async (tx) => {
      const operator = await tx.rows
        .selectFrom('Party')
        .select('id')
        .where('kind', '=', 'operator')
        .where('approvedAtMs', 'is not', null)
        .orderBy('id')
        .executeTakeFirst();
      if (!operator) return refuse('NO_OPERATOR');
      const id = context.newId();
      await tx.em.insert(TrainingSession, {
        id,
        partyId: operator.id,
        ...said,
        teacher: await context.vault.sealText(operator.id, teacher),
        startsAtMs,
        endsAtMs,
        seatsTaken: 0,
        state: sessionLifecycle.initial,
        plannedBy: context.actor.id,
        plannedAtMs: nowMs,
      });
      tellOfSession(tx, 'planned', { id, ...said, startsAtMs }, due);
      tx.audit({ type: 'training-session', id, clause: '6.2.a' });
      return ok({ id });
    });
  },
});
