import { asItIs } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { permit } from '@heitu/kit/rules/permissions';
import { line, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { IncidentKinds } from '../enums.ts';
import { notifyRole } from '../messages/notify.ts';
import { Incident } from './disclosure.entity.ts';
import { RecordSaved } from './disclosure.view.ts';
import { moment, timeRefusals, whyNotThen } from './recorded-facts.ts';

/** Records an incident as it was (11.3.2). */
export const recordIncident = mutation({
  name: 'recordIncident',
  description: 'Records an incident as it was.',
  may: permit.role('operator-admin'),
  input: z.object({
    kind: oneOf(IncidentKinds).describe('What kind of failure it was.'),
    unit: line(80, 2).describe('The part of the platform that failed.'),
    summary: paragraph(2000, 2).describe('What happened; 2 to 2000 characters.'),
    startedAt: moment.describe('Not in the future.'),
    recoveredAt: moment.nullish().describe('Not before startedAt, not in the future; left out: it is not over.'),
  }),
  requestId: 'must',
  refusals: timeRefusals,
  shows: asItIs(RecordSaved),
  async run(context, { kind, unit, summary, startedAt, recoveredAt = null }, refuse) {
    const wrong = whyNotThen(context.clock.now(), startedAt, recoveredAt);
    if (wrong) return refuse(wrong);
    return context.transaction(async (tx) => {
      const id = context.newId();
      await tx.em.insert(Incident, {
        id,
        kind,
        unit,
        summary,
        startedAtMs: startedAt,
        recoveredAtMs: recoveredAt,
        recordedBy: context.actor.id,
      });
      // The law has a leak told to the authority at once (PIPL 57).
      if (kind === 'leak')
        await notifyRole(context, tx, 'regulator', {
          kind: 'oversight-asked',
          title: '平台报告一起信息泄露',
          body: `${unit}：${summary}`.slice(0, 200),
          orderId: null,
        });
      tx.audit({ type: 'incident', id, clause: '11.3.2.cx' });
      return ok({ id });
    });
  },
});
