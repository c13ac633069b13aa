import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers, requestKey } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { CodRemittance, CodReversal } from './delivery.entity.ts';
import { REMIT } from './delivery.policy.ts';
import { remitCodRefusals as refusals } from './delivery.refusals.ts';

const schema = z.object({ requestId: identifier(), remittanceId: identifier(), reference: line(64) });
export type RemitCodInput = z.input<typeof schema>;

/** The carrier paid the seller back; `reference` is the transfer's number. */
export async function remitCod(context: LogisticsContext, input: RemitCodInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { remittanceId: id, reference } = valid.value;
  return context.transaction(async (tx) => {
    const mine = { id, carrierPartyId: { $in: managedCarriers(context.actor) } };
    if (!(await tx.em.count(CodRemittance, mine))) return refuse(refusals, 'NOT_FOUND');
    // What was taken back is not owed.
    if (await tx.em.count(CodReversal, { remittanceId: id })) return refuse(refusals, 'WRONG_STATE');
    if (
      !(await tx.em.nativeUpdate(
        CodRemittance,
        { ...mine, [REMIT.at]: null },
        { remittedAtMs: context.clock.now(), reference },
      ))
    )
      return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: 'cod-remittance', id, clause: '8.5.3.ca' });
    return ok({ id });
  }, requestKey(input));
}
