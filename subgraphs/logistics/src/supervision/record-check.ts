import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { Courier } from '../carrier/carrier.entity.ts';
import type { LogisticsContext } from '../entities.ts';
import { SupervisionCheck } from './supervision.entity.ts';
import { recordCheckRefusals as refusals } from './supervision.refusals.ts';

const schema = z.object({
  checkId: identifier(),
  breach: z.boolean(),
  finding: paragraph(500, 0).nullish(),
  courierId: identifier().nullish(),
});
export type RecordCheckInput = z.input<typeof schema>;

/** What a check found. */
export async function recordCheck(context: LogisticsContext, input: RecordCheckInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { checkId: id, breach, courierId } = valid.value;
  const finding = valid.value.finding ?? '';
  if (breach && finding === '') return refuse(refusals, 'FINDING_NEEDED');
  return context.transaction(async (tx) => {
    const check = await tx.em.findOne(SupervisionCheck, { id });
    if (!check || (courierId && !(await tx.em.count(Courier, { id: courierId, carrierPartyId: check.carrierPartyId }))))
      return refuse(refusals, 'NOT_FOUND');
    const nowMs = context.clock.now();
    const done = await tx.em.nativeUpdate(
      SupervisionCheck,
      { id, doneAtMs: null },
      {
        doneAtMs: nowMs,
        breach,
        finding: await context.vault.sealText(check.carrierPartyId, finding),
        ...(courierId && { courierId }),
        settledAtMs: breach ? null : nowMs,
      },
    );
    if (done === 0) return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: 'supervision-check', id, clause: '8.2.au' });
    return ok({ id });
  });
}
