import { hasRole } from '@heitu/kit/rules/actor';
import { isDuplicateKey } from '@heitu/kit/data/orm';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { CodReversal } from './delivery.entity.ts';
import { reverseCodRefusals as refusals } from './delivery.refusals.ts';

const schema = z.object({ requestId: identifier(), remittanceId: identifier(), reason: line(200) });
export type ReverseCodInput = z.input<typeof schema>;

/**
 * What was recorded wrongly is taken back by a row that stands against it, once: by the carrier's desk, or the
 * operator. The record itself stays.
 */
export async function reverseCod(context: LogisticsContext, input: ReverseCodInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId, remittanceId, reason } = valid.value;
  const record = await context.rows
    .selectFrom('CodRemittance')
    .select(['id', 'carrierPartyId', 'amountFen'])
    .where('id', '=', remittanceId)
    .executeTakeFirst();
  if (
    !record ||
    !(hasRole(context.actor, 'operator-admin') || managedCarriers(context.actor).includes(record.carrierPartyId))
  )
    return refuse(refusals, 'NOT_FOUND');
  const { carrierPartyId, amountFen } = record;
  const sealed = await context.vault.sealText(carrierPartyId, reason);
  try {
    return await context.transaction(
      async (tx) => {
        await tx.em.insert(CodReversal, {
          id: context.newId(),
          remittanceId,
          carrierPartyId,
          amountFen,
          reason: sealed,
          reversedBy: context.actor.id,
          reversedAtMs: context.clock.now(),
        });
        tx.audit({ type: 'cod-remittance', id: remittanceId, clause: '8.5.3.ca', reason });
        return ok({ id: remittanceId });
      },
      { id: requestId, input: valid.value },
    );
  } catch (error) {
    if (isDuplicateKey(error)) return refuse(refusals, 'ALREADY_REVERSED');
    throw error;
  }
}
