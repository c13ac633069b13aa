import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { notifyParty } from '../messages/notify.ts';
import { TradeCheck } from './disclosure.entity.ts';
import { FOLLOW_UP_WORKING_DAYS } from './disclosure.policy.ts';
import { disclosureRefusals } from './disclosure.refusals.ts';

const schema = z.object({
  requestId: identifier(),
  subject: z.enum(['goods', 'delivery']),
  partyId: identifier(),
  passed: z.boolean(),
  finding: paragraph(2000, 2),
});

/** A supervisor looked at goods or at a delivery; what was found wrong is followed up by a day (6.5). */
export async function recordTradeCheck(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId, subject, partyId, passed, finding } = valid.value;
  return context.transaction(
    async (tx) => {
      const party = await tx.rows
        .selectFrom('KnownParty')
        .select('partyId')
        .where('partyId', '=', partyId)
        .executeTakeFirst();
      if (!party) return refuse(disclosureRefusals, 'NOT_FOUND');
      const id = context.newId();
      const atMs = context.clock.now();
      await tx.em.insert(TradeCheck, {
        id,
        subject,
        partyId,
        passed,
        finding: await context.vault.sealText(partyId, finding),
        supervisorId: context.actor.id,
        atMs,
        followUpDueAtMs: passed ? null : addWorkingDays(atMs, FOLLOW_UP_WORKING_DAYS),
        closedAtMs: passed ? atMs : null,
      });
      if (!passed)
        await notifyParty(context, tx, partyId, 'complaints', {
          kind: 'measure-taken',
          title: '监督检查发现问题',
          body: finding.slice(0, 200),
          orderId: null,
        });
      tx.audit({ type: 'trade-check', id, clause: '6.5' });
      return ok({ id });
    },
    { id: requestId, input },
  );
}
