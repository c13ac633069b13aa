import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { bandInForce } from '../band/price-band.loader.ts';
import { pricingUnder } from '../band/price-band.policy.ts';
import { mutation, type CatalogContext, type CatalogTransaction } from '../context.ts';
import { addLabelVersion } from '../price/add-label-version.ts';
import { labelShown } from '../price/label-shown.ts';
import { priceRefusals } from '../price/price.refusals.ts';
import { WITHDRAWERS } from '../roles.ts';
import { priceHolds } from './emergency.moves.ts';
import { priceHoldsById, type PriceHoldRow } from './emergency.loader.ts';
import { PriceHoldView } from './emergency.view.ts';
import { tellPriceHeld } from './hold-price.ts';

/** Somebody has looked at a price that rose too much for an emergency: it goes on sale, or the old one stays. */
export const decidePriceHold = mutation({
  name: 'decidePriceHold',
  description: 'A reviewer has looked at a price that waits in an emergency: it goes on sale, or the old one stays.',
  may: permit.role(...WITHDRAWERS),
  input: z.object({
    holdId: identifier().describe('The price that waits.'),
    allow: z.boolean().describe('It may be asked for.'),
    reason: line(500).describe('What was found out; its seller reads it.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    OUTSIDE_BAND: priceRefusals.OUTSIDE_BAND,
    CHANGED_MEANWHILE: { message: '价签刚被商家改过，请刷新后再看', clause: '7.3.5.b' },
  },
  shows: rowAfter(PriceHoldView, priceHoldsById),
  run: (context, { holdId: id, allow, reason }, refuse) =>
    context.transaction(async (tx) => {
      const hold = await tx.rows.selectFrom('PriceHold').selectAll().where('id', '=', id).executeTakeFirst();
      if (!hold) return refuse('NOT_FOUND');
      const set = {
        waitingFor: null,
        decidedAtMs: context.clock.now(),
        decidedByAccountId: context.actor.id,
        reason: await context.vault.sealText(hold.partyId, reason),
      };
      const unmoved = await priceHolds.move(context, tx, allow ? 'allow' : 'refuse', hold, refuse, { set, reason });
      if (unmoved) return unmoved;
      const failed = allow ? await label(context, tx, hold) : null;
      if (failed) return refuse(failed);
      await tellPriceHeld(tx, id, allow ? 'allowed' : 'refused');
      return ok({ id });
    }),
});

/** The price that waited becomes the next label, in force from now on. */
async function label(
  context: CatalogContext,
  tx: CatalogTransaction,
  { skuId, labelVersion, retailFen, wanted }: PriceHoldRow,
): Promise<'OUTSIDE_BAND' | 'CHANGED_MEANWHILE' | null> {
  const sku = await tx.rows
    .selectFrom('Sku as s')
    .innerJoin('Product as p', 'p.id', 's.productId')
    .select(['s.id', 's.partyId', 's.productId', 's.unit', 's.netGrams', 'p.title', 'p.categoryId', 'p.state'])
    .where('s.id', '=', skuId)
    .executeTakeFirstOrThrow();
  const fields = { ...fromJson(wanted), retailFen };
  const band = await bandInForce(tx.rows, sku.categoryId, context.clock.now());
  const priced = pricingUnder(band, sku, fields);
  if ('wrong' in priced) return 'OUTSIDE_BAND';
  const next = { ...fields, ...priced.pricing, referenceFen: null, name: sku.title };
  if (!(await addLabelVersion(context, tx, { ...sku, labelVersion }, next))) return 'CHANGED_MEANWHILE';
  await labelShown(context, tx, sku);
  return null;
}
