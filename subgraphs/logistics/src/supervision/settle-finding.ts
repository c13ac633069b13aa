import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { LogisticsContext } from '../entities.ts';
import { SupervisionCheck } from './supervision.entity.ts';
import { settleFindingRefusals as refusals } from './supervision.refusals.ts';

const schema = z.object({ checkId: identifier(), measure: paragraph(500) });
export type SettleFindingInput = z.input<typeof schema>;

/** The measure taken on a breach, which closes it. */
export async function settleFinding(context: LogisticsContext, input: SettleFindingInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { checkId: id, measure } = valid.value;
  return context.transaction(async (tx) => {
    const check = await tx.em.findOne(SupervisionCheck, { id });
    if (!check) return refuse(refusals, 'NOT_FOUND');
    const done = await tx.em.nativeUpdate(
      SupervisionCheck,
      { id, breach: true, settledAtMs: null },
      { measure: await context.vault.sealText(check.carrierPartyId, measure), settledAtMs: context.clock.now() },
    );
    if (done === 0) return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: 'supervision-check', id, clause: '8.2.au' });
    return ok({ id });
  });
}
