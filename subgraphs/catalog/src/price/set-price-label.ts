import { DAY_MS } from '@heitu/kit/rules/clock';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { aboutThing, NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { clauseText, type ClauseRef } from '@heitu/standard';
import { bandInForce } from '../band/price-band.loader.ts';
import { pricingUnder } from '../band/price-band.policy.ts';
import { ownParties } from '../access.ts';
import { askLowestDeal } from '../peers.ts';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { optionalPublicLine, skuId } from '../inputs.ts';
import { skusById } from '../product/product.loader.ts';
import { labelClaims } from '../product/product.policy.ts';
import { SkuView } from '../product/product.view.ts';
import { provenTypes } from '../product/publish-facts.ts';
import { addLabelVersion } from './add-label-version.ts';
import { holdPrice } from '../emergency/hold-price.ts';
import { labelFields } from './label-fields.ts';
import { labelShown } from './label-shown.ts';
import { missingLabelFields, priceProblem, REFERENCE_DAYS } from './price-label.policy.ts';
import { priceRefusals } from './price.refusals.ts';

/**
 * Sets a SKU's price label: the next version, in force from this moment. The label of a product on sale must be
 * complete.
 */
export const setPriceLabel = mutation({
  name: 'setPriceLabel',
  description:
    "The next version of a SKU's label, in force at once; in an emergency one that rises too much waits (priceHolds).",
  may: permit.role(...SELLERS),
  input: z.object({
    skuId: skuId(),
    specification: optionalPublicLine(80).describe("default: the SKU's"),
    ...labelFields,
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    ...priceRefusals,
    LABEL_INCOMPLETE: { message: '在售商品的价签不能缺项', clause: '6.5.c' },
    CLAIM_UNPROVEN: { message: '没有证书的说法不能写在价签上', clause: '7.3.7.j' },
    CHANGED_MEANWHILE: { message: '价签刚被别人改过，请刷新后再改', clause: '7.3.5.b' },
  },
  shows: rowAfter(SkuView, skusById),
  async run(context, { skuId, ...fields }, refuse) {
    const wrong = priceProblem(fields);
    if (wrong) return refuse(wrong.code, [wrong.detail]);
    const dealFen = await askLowestDeal(context, skuId, context.clock.now() - REFERENCE_DAYS * DAY_MS);
    return context.transaction(async (tx) => {
      const sku = await tx.rows
        .selectFrom('Sku as s')
        .innerJoin('Product as p', 'p.id', 's.productId')
        .leftJoin('PriceLabel as l', 'l.id', 's.labelId')
        .select([
          's.id',
          's.productId',
          's.partyId',
          's.specification',
          's.unit',
          's.netGrams',
          's.labelVersion',
          'p.title',
          'p.categoryId',
          'p.state',
          'l.retailFen as currentFen',
        ])
        .where('s.id', '=', skuId)
        .where('s.partyId', 'in', ownParties(context, 'products'))
        .executeTakeFirst();
      if (!sku) return refuse('NOT_FOUND');
      const priced = pricingUnder(await bandInForce(tx.rows, sku.categoryId, context.clock.now()), sku, fields);
      if ('wrong' in priced) return refuse(priced.wrong.code, [priced.wrong.detail]);
      const label = {
        ...fields,
        ...priced.pricing,
        referenceFen: dealFen !== null && dealFen > fields.retailFen ? dealFen : null,
        name: sku.title,
        specification: fields.specification ?? sku.specification,
      };
      const missing = missingLabelFields(label);
      if (sku.state === 'on-sale' && missing.length > 0) {
        return refuse('LABEL_INCOMPLETE', [
          aboutThing('label', `价签缺少：${missing.join('、')}（${clauseText('7.3.5.c')}）`),
        ]);
      }
      const claims =
        sku.state === 'on-sale' ? labelClaims({ ...sku, label }, await provenTypes(context, sku.productId)) : [];
      if (claims.length > 0)
        return refuse(
          'CLAIM_UNPROVEN',
          claims.map((text) => aboutThing('label', text)),
        );
      if (await holdPrice(context, tx, sku, { ...fields, specification: label.specification }))
        return ok({ id: skuId });
      if (!(await addLabelVersion(context, tx, sku, label))) return refuse('CHANGED_MEANWHILE');
      await labelShown(context, tx, sku);
      tx.audit({ type: 'sku', id: skuId, clause: '7.3.5.b' satisfies ClauseRef });
      return ok({ id: skuId });
    });
  },
});
