import { chinaDate } from '@heitu/kit/rules/calendar';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { claimCode } from '../identity/claim-code.ts';
import { CODE_LIFETIME_MS } from '../identity/phone.policy.ts';
import { Delegation } from './delegation.entity.ts';
import {
  ASK_LIFETIME_MS,
  CODE_SEND_BATCH_MAX,
  DELEGATION_CODE_TEMPLATE,
  ERRAND_TEMPLATE,
  ERRANDS,
} from './delegation.policy.ts';
import { personOf } from './errand.loader.ts';

/**
 * Sends owners the code that they may read out to the agent who asked; each at most once, and none for an ask that is
 * too old.
 */
export async function sendDelegationCodes(context: TrustContext): Promise<void> {
  const { sms } = context.services;
  const nowMs = context.clock.now();
  const due = await context.rows
    .selectFrom('Delegation as d')
    // Whom an errand is for may have no account before the code.
    .leftJoin('Account as a', 'a.id', 'd.delegatorId')
    .innerJoin('KnownParty as p', 'p.partyId', 'd.stationId')
    .select(['d.id', 'd.delegatorId', 'd.untilMs', 'd.askedAtMs', 'd.errand', 'd.personSealed'])
    .select(['a.phoneSealed', 'p.name as stationName'])
    .where('d.codeDueAtMs', '<=', nowMs)
    .orderBy('d.codeDueAtMs')
    .limit(CODE_SEND_BATCH_MAX)
    .execute();
  await eachAlone(due, async (row) => {
    const { id, delegatorId, untilMs, askedAtMs, phoneSealed, stationName: station, errand } = row;
    const taken = await context.transaction(async (tx) =>
      ok(await tx.em.nativeUpdate(Delegation, { id, codeDueAtMs: { $ne: null } }, { codeDueAtMs: null })),
    );
    if (!taken.ok || taken.value === 0 || !sms || askedAtMs + ASK_LIFETIME_MS <= nowMs) return;
    const phone = errand
      ? (await personOf(context, row))?.phone
      : phoneSealed && (await context.vault.openUnrecorded(delegatorId, phoneSealed));
    if (!phone) return;
    const claimed = await claimCode(context, { accountId: delegatorId, phone, purpose: id });
    if (!claimed.ok || !claimed.value.code) return;
    const said = { code: claimed.value.code, minutes: String(CODE_LIFETIME_MS / 60_000), station };
    const result = await sms.send(
      errand
        ? { phone, template: ERRAND_TEMPLATE, params: { ...said, what: ERRANDS[errand] } }
        : { phone, template: DELEGATION_CODE_TEMPLATE, params: { ...said, until: chinaDate(untilMs - 1) } },
    );
    if (!result.ok) context.log.warn({ code: result.code, outcome: result.outcome }, 'a delegation code was not sent');
  });
}
