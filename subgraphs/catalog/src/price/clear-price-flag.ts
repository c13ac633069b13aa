import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import type { ClauseRef } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';
import { PriceFlag } from './price-label.entity.ts';
import { priceFlagLifecycle } from './price-flag.lifecycle.ts';
import { clearPriceFlagRefusals as refusals } from './price.refusals.ts';

const schema = z.object({ flagId: identifier(), note: line(500) });

/** The operator has looked at a sudden price move and says what came of it. */
export async function clearPriceFlag(context: CatalogContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { flagId, note } = parsed.value;
  return context.transaction(async (tx) => {
    const known = await tx.rows.selectFrom('PriceFlag').select('partyId').where('id', '=', flagId).executeTakeFirst();
    if (!known) return refuse(refusals, 'NOT_FOUND');
    const cleared = await tx.em.nativeUpdate(
      PriceFlag,
      { id: flagId, state: { $in: [...priceFlagLifecycle.from('clear')] } },
      {
        state: priceFlagLifecycle.to('clear'),
        note: await context.vault.sealText(known.partyId, note),
        clearedAtMs: context.clock.now(),
      },
    );
    if (cleared === 0) return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: 'price-flag', id: flagId, clause: '6.5.c' satisfies ClauseRef, reason: note });
    return ok({ id: flagId });
  });
}
