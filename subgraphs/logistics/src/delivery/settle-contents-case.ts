import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { ContentsCase } from './delivery.entity.ts';
import { settleContentsCaseRefusals as refusals } from './delivery.refusals.ts';

const schema = z.object({
  caseId: identifier(),
  consignorContactedAtMs: z.number().int().min(0),
  settlement: paragraph(500),
});
export type SettleContentsCaseInput = z.input<typeof schema>;

/** The carrier contacted the consignor and it is settled. */
export async function settleContentsCase(context: LogisticsContext, input: SettleContentsCaseInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { caseId: id, consignorContactedAtMs, settlement } = valid.value;
  const nowMs = context.clock.now();
  if (consignorContactedAtMs > nowMs)
    return refuse(refusals, 'INVALID_INPUT', [{ at: 'consignorContactedAt', text: '联系时间不能晚于现在' }]);
  return context.transaction(async (tx) => {
    const mine = { id, carrierPartyId: { $in: managedCarriers(context.actor) } };
    const found = await tx.em.findOne(ContentsCase, mine);
    if (!found) return refuse(refusals, 'NOT_FOUND');
    if (
      !(await tx.em.nativeUpdate(
        ContentsCase,
        { ...mine, state: 'open' },
        {
          state: 'settled',
          consignorContactedAtMs,
          settlement: await context.vault.sealText(found.openedBy, settlement),
          settledAtMs: nowMs,
        },
      ))
    )
      return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: 'contents-case', id, clause: '8.5.4.3.cg' });
    return ok({ id });
  });
}
