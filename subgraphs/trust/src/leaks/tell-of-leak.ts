import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { moment, timeRefusals, whyNotThen } from '../disclosure/recorded-facts.ts';
import { LeakNotice } from './leak.entity.ts';
import { leakLifecycle } from './leak.lifecycle.ts';
import { leakNow } from './leak.view.ts';

/** The operator has those told whose data leaked: of whose looks, or everybody (PIPL 57). */
export const tellOfLeak = mutation({
  name: 'tellOfLeak',
  description: 'Has everybody told whose data leaked, once for an incident: what, why, and what they can do.',
  may: permit.role('operator-admin'),
  input: z.object({
    incidentId: identifier().describe('The incident, which must be a leak.'),
    readerId: identifier()
      .nullish()
      .describe('The account by which it leaked: those are told whose data it looked at. Left out: everybody is.'),
    from: moment.describe('From when on.'),
    to: moment.describe('Until when; not in the future.'),
    whatLeaked: paragraph(500, 2).describe('Which data, and why it leaked; public.'),
    harm: paragraph(500, 2).describe('What may come of it; public.'),
    measures: paragraph(500, 2).describe('What was done, and what people can do; public.'),
    contact: line(100, 5).describe('Whom to ask; public.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    ALREADY_TOLD: { message: '这起泄露已经告知过本人', clause: '10.4' },
    ...timeRefusals,
  },
  shows: leakNow,
  async run(context, { incidentId, readerId, from, to, ...texts }, refuse) {
    const wrong = whyNotThen(context.clock.now(), from, to);
    if (wrong) return refuse(wrong);
    return context.transaction(async (tx) => {
      const incident = await tx.rows
        .selectFrom('Incident')
        .select('id')
        .where('id', '=', incidentId)
        .where('kind', '=', 'leak')
        .executeTakeFirst();
      if (!incident) return refuse('NOT_FOUND');
      const told = await tx.rows
        .selectFrom('LeakNotice')
        .select('id')
        .where('incidentId', '=', incidentId)
        .executeTakeFirst();
      // Of two at once the second meets the key, is run again and finds the first.
      if (told) return refuse('ALREADY_TOLD');
      const id = context.newId();
      await tx.em.insert(LeakNotice, {
        id,
        incidentId,
        readerId: readerId ?? null,
        fromMs: from,
        toMs: to,
        ...texts,
        state: leakLifecycle.initial,
        begunAtMs: context.clock.now(),
        begunBy: context.actor.id,
        endedAtMs: null,
        reachedTo: '',
        affectedCount: 0,
        lostCount: 0,
      });
      tx.audit({ type: 'incident', id: incidentId, clause: '10.4' });
      return ok({ id });
    });
  },
});
