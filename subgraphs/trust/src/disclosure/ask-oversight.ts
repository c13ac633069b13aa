import { hasRole } from '@heitu/kit/rules/actor';
import { asItIs } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { OversightRequest } from './disclosure.entity.ts';
import { oversightDueAt } from './disclosure.policy.ts';
import { RecordSaved } from './disclosure.view.ts';

/** A regulator asks for data or gives an order; an industry body gives its opinion (12.1, 12.2). */
export const askOversight = mutation({
  name: 'askOversight',
  description: "A regulator's request or an industry body's opinion.",
  may: permit.role('regulator', 'industry-body'),
  input: z.object({
    subject: line(80, 2).describe('In one line.'),
    text: paragraph(4000, 2).describe('What is asked for or said; 2 to 4000 characters.'),
  }),
  requestId: 'must',
  refusals: {},
  shows: asItIs(RecordSaved),
  async run(context, { subject, text }) {
    const from = hasRole(context.actor, 'regulator') ? 'regulator' : 'industry-body';
    return context.transaction(async (tx) => {
      const id = context.newId();
      const nowMs = context.clock.now();
      await tx.em.insert(OversightRequest, {
        id,
        from,
        accountId: context.actor.id,
        subject: await context.vault.sealText(id, subject),
        text: await context.vault.sealText(id, text),
        askedAtMs: nowMs,
        dueAtMs: oversightDueAt(nowMs),
        answer: null,
        answeredBy: null,
        answeredAtMs: null,
        answerHash: null,
      });
      tx.audit({ type: 'oversight', id, clause: from === 'regulator' ? '12.1' : '12.2' });
      return ok({ id });
    });
  },
});
