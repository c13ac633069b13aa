import { chinaDate, endOfChinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { SafeInt } from '@heitu/kit/rules/graphql';
import { oneOf } from '@heitu/kit/rules/enums';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { atField, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { amountFen, asScalar, z } from '@heitu/kit/rules/validate';
import { unlessTaken } from '@heitu/kit/data/only-one';
import type { ClauseRef } from '@heitu/standard';
import { mutation } from '../context.ts';
import { BandWeights, GovernedTypes } from '../enums.ts';
import { day, publicLine } from '../inputs.ts';
import { productFields } from '../product/product.fields.ts';
import { hasCategory } from '../product/product-parts.ts';
import { CATEGORY_UNKNOWN } from '../product/product.refusals.ts';
import { PriceBand } from './price-band.entity.ts';
import { priceBandsById } from './price-band.loader.ts';
import { PriceBandView } from './price-band.view.ts';

const priceFen = () => asScalar(SafeInt, amountFen(1));

/** The operator publishes a government's document on prices: labels take their band from it, and from nowhere else. */
export const publishPriceBand = mutation({
  name: 'publishPriceBand',
  description: 'Publishes a government document on the price of a kind of goods. Labels take their band from it alone.',
  may: permit.role('operator-admin'),
  input: z.object({
    categoryId: productFields.categoryId,
    pricingType: oneOf(GovernedTypes).describe('One price, or a range.'),
    per: oneOf(BandWeights).describe('The weight that the document states its prices for.'),
    minFen: priceFen().describe('The lowest price allowed, in fen.'),
    maxFen: priceFen().describe('The highest price allowed, in fen; of a set price the same as minFen.'),
    issuer: publicLine(80).describe('The authority that issued it.'),
    document: publicLine(80).describe('Its number.'),
    effectiveOn: day().describe('The first day on which it binds: today or later.'),
    endsOn: day().nullish().default(null).describe('The last day on which it binds; left out: until the next one.'),
  }),
  requestId: 'must',
  refusals: {
    CATEGORY_UNKNOWN,
    UPSIDE_DOWN: { message: '最低价不能高于最高价；政府定价的两个价格要相同', clause: '7.3.5.a' },
    DATES_WRONG: { message: '生效日期不能早于今天，也不能晚于截止日期' },
    SAME_DAY: { message: '这类商品在这一天已有一份价格文件生效' },
  },
  shows: rowAfter(PriceBandView, priceBandsById),
  async run(context, { effectiveOn, endsOn, ...fields }, refuse) {
    const { minFen, maxFen, pricingType } = fields;
    if (minFen > maxFen || (pricingType === 'government-set' && minFen !== maxFen))
      return refuse('UPSIDE_DOWN', 'maxFen');
    const nowMs = context.clock.now();
    if (effectiveOn < chinaDate(nowMs)) return refuse('DATES_WRONG', 'effectiveOn');
    if (endsOn !== null && endsOn < effectiveOn) return refuse('DATES_WRONG', 'endsOn');
    return context.transaction(async (tx) => {
      if (!(await hasCategory(tx, fields.categoryId)))
        return refuse('CATEGORY_UNKNOWN', [atField('categoryId', '没有这个类目')]);
      const id = context.newId();
      const written = tx.em.insert(PriceBand, {
        ...fields,
        id,
        effectiveAtMs: startOfChinaDate(effectiveOn),
        endsAtMs: endsOn === null ? null : endOfChinaDate(endsOn),
        appliedAtMs: null,
        endedAtMs: null,
        publishedByAccountId: context.actor.id,
        publishedAtMs: nowMs,
      });
      const sameDay = refuse('SAME_DAY', 'effectiveOn');
      if (await unlessTaken(written, sameDay)) return sameDay;
      tx.audit({ type: 'price-band', id, clause: '7.3.5.a' satisfies ClauseRef });
      return ok({ id });
    });
  },
});
