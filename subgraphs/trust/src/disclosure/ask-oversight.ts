import { hasRole } from '@heitu/kit/rules/actor';
import { ok, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { OversightRequest } from './disclosure.entity.ts';
import { oversightDueAt } from './disclosure.policy.ts';

const schema = z.object({ requestId: identifier(), subject: line(80, 2), text: paragraph(4000, 2) });

/** A regulator asks for data or gives an order; an industry body gives its opinion (12.1, 12.2). */
export async function askOversight(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId, subject, text } = valid.value;
  const from = hasRole(context.actor, 'regulator') ? 'regulator' : 'industry-body';
  return context.transaction(
    async (tx) => {
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
    },
    { id: requestId, input },
  );
}
