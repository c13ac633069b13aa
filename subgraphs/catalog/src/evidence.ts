import { chinaTime } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { info, measured, type EvidenceTable, type Period } from '@heitu/kit/rules/evidence';
import { LOOK_HOURS, type ClauseRef } from '@heitu/standard';
import { YES } from '@heitu/kit/data/entities';
import type { CatalogContext } from './context.ts';
import { countFromField, skuIdsWithOrigin } from './field/field.evidence.ts';
import { labelsUnderBands } from './band/labels-under-bands.ts';
import { chargedAsMarked } from './price/charged-as-marked.ts';
import { goodsEvidence } from './goods.evidence.ts';
import { appealsIn, foundUntrue, lateLooks, productRow } from './look/look.evidence.ts';
import { priceFlagLifecycle } from './price/price-flag.lifecycle.ts';
import { PRICE_FLAG_LEFT_MS, PRICING_TYPES } from './price/price-label.policy.ts';
import { skusStockedOtherwise } from './lot/stock-as-registered.ts';
import { countSkus, skuRow, skusOnSale, type SkuNamed } from './product/skus-on-sale.ts';

const namedSkus = (context: CatalogContext): Promise<SkuNamed[]> =>
  skusOnSale(context).select(['s.id', 'p.id as productId', 'p.title', 's.specification']).execute();

/** On sale and led back to a released lot whose chain has at least its registration and one step more. */
async function tracedSkus(context: CatalogContext): Promise<Set<string>> {
  const rows = await skusOnSale(context)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('Lot as l')
          .innerJoin('TraceChain as c', 'c.lotId', 'l.id')
          .select('l.id')
          .whereRef('l.skuId', '=', 's.id')
          .where('l.state', '=', 'released')
          .where('c.length', '>', 1),
      ),
    )
    .select('s.id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

async function copyChecks(context: CatalogContext, { fromMs, toMs }: Period) {
  return context.rows
    .selectFrom('CopyCheck')
    .where('atMs', '>=', fromMs)
    .where('atMs', '<', toMs)
    .select([
      ({ fn }) => fn.countAll<number>().as('checked'),
      ({ eb, fn }) =>
        fn.sum<number>(eb.case().when('contradictionCount', '>', 0).then(1).else(0).end()).as('contradicting'),
      ({ eb, fn }) => fn.sum<number>(eb.case().when('forbiddenCount', '>', 0).then(1).else(0).end()).as('forbidden'),
    ])
    .executeTakeFirstOrThrow();
}

/** On sale without a text that was checked and passed: whatever way it came there. */
const withoutCheckedCopy = (context: CatalogContext) =>
  skusOnSale(context)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('CopyCheck as c').select('c.id').whereRef('c.productId', '=', 'p.id').where('c.passed', '=', YES),
        ),
      ),
    )
    .select(['p.id as productId', 'p.title'])
    .distinct()
    .execute();

const countProducts = async (context: CatalogContext): Promise<number> =>
  new Set((await namedSkus(context)).map(({ productId }) => productId)).size;

const daysSince = (context: CatalogContext, atMs: unknown): number =>
  Math.max(0, Math.floor((context.clock.now() - Number(atMs)) / DAY_MS));

/** Labels of what is on sale: all their parts. */
async function completeLabels(context: CatalogContext) {
  const skus = await skusOnSale(context)
    .select(['p.id as productId', 'p.title', 's.specification', 's.labelComplete'])
    .execute();
  return measured.eachOf('价签完整的在售规格', skus, ({ labelComplete }) => labelComplete === YES, '个', skuRow);
}

/**
 * The live evidence for each clause that catalog owns, counted from what is there; figures of stock (on sale, in force)
 * are of now, the rest of the period.
 */
export const evidence = {
  ...goodsEvidence,
  '5.1': async (context) => {
    const skus = await namedSkus(context);
    const traced = await tracedSkus(context);
    const begun = await skuIdsWithOrigin(context);
    return [
      measured.eachOf('有完整追溯链的在售规格', skus, ({ id }) => traced.has(id), '个', skuRow),
      measured.eachOf('每批都说得出从哪里来的在售规格', skus, ({ id }) => begun.has(id), '个', skuRow),
      info('其中追到地里或采集地的', await countFromField(context), '个'),
    ];
  },
  '5.1.b': async (context) => {
    const published = await context.rows
      .selectFrom('Product')
      .select(({ fn }) => fn.max('publishedAtMs').as('atMs'))
      .executeTakeFirstOrThrow();
    const released = await context.rows
      .selectFrom('Lot')
      .select(({ fn }) => fn.max('releasedAtMs').as('atMs'))
      .executeTakeFirstOrThrow();
    const traced = await context.rows
      .selectFrom('TraceEvent')
      .select(({ fn }) => fn.max('recordedAtMs').as('atMs'))
      .executeTakeFirstOrThrow();
    const since = (label: string, { atMs }: { atMs: number | null }) =>
      atMs === null ? [] : [info(label, daysSince(context, atMs), '天')];
    const agreeing = await tracedSkus(context);
    const skus = await namedSkus(context);
    const otherwise = await skusStockedOtherwise(context);
    return [
      ...since('距最近一次商品发布', published),
      ...since('距最近一次批次放行', released),
      ...since('距最近一次追溯记录', traced),
      measured.eachOf('发布、批次和追溯相符的在售规格', skus, ({ id }) => agreeing.has(id), '个', skuRow),
      measured.eachOf('库存与登记的批次相符的在售规格', skus, ({ id }) => !otherwise.has(id), '个', skuRow),
    ];
  },
  '6.5.b': async (context, { fromMs, toMs }) => {
    const reviews = await context.rows
      .selectFrom('ContentReview')
      .where('atMs', '>=', fromMs)
      .where('atMs', '<', toMs)
      .select(['finding', ({ fn }) => fn.countAll<number>().as('n')])
      .groupBy('finding')
      .execute();
    const { checked } = await copyChecks(context, { fromMs, toMs });
    const late = await lateLooks(context);
    const unchecked = await withoutCheckedCopy(context);
    const of = (finding: string) => Number(reviews.find((row) => row.finding === finding)?.n ?? 0);
    const looks = of('lawful') + of('unlawful');
    return [
      info('发布前检查的文字', checked, '个'),
      info('发布后检查的商品', looks, '个'),
      info('撤下的违规信息', of('unlawful'), '个'),
      measured.noneOf('没有经过检查就在售的商品', unchecked, '个', productRow, await countProducts(context)),
      measured.noneOf(
        `超过${LOOK_HOURS}小时还没有人看的商品`,
        late,
        '个',
        ({ id, lookDueAtMs }) => ({ ref: `PublicLook:${id}`, text: `应在 ${chinaTime(lookDueAtMs)} 前看的商品` }),
        Number(checked) + looks,
      ),
    ];
  },
  '6.5.c': async (context, period) => {
    const flags = await context.rows
      .selectFrom('PriceFlag as f')
      .innerJoin('Sku as s', 's.id', 'f.skuId')
      .innerJoin('Product as p', 'p.id', 's.productId')
      .select(['p.id as productId', 'p.title', 's.specification', 'f.state', 'f.raisedAtMs'])
      .where('f.state', 'in', ['open', 'left'])
      // What was left before this period is told of in its own.
      .where('f.raisedAtMs', '>=', period.fromMs - PRICE_FLAG_LEFT_MS)
      .execute();
    const nowMs = context.clock.now();
    return [
      await completeLabels(context),
      info('待处理的价格异动', flags.filter(({ state }) => state === 'open').length, '个'),
      measured.noneOf(
        '过期没有核实的价格异动',
        flags.filter((flag) => flag.state === 'left' || (priceFlagLifecycle.dueAtMs(flag) ?? Infinity) < nowMs),
        '个',
        skuRow,
      ),
    ];
  },
  '7.3.5.a': async (context) => {
    const types = await skusOnSale(context)
      .innerJoin('PriceLabel as l', 'l.id', 's.labelId')
      .select(['l.pricingType', ({ fn }) => fn.countAll<number>().as('n')])
      .groupBy('l.pricingType')
      .execute();
    const { bound, outside } = await labelsUnderBands(context);
    return [
      ...types.map((row) => info(PRICING_TYPES[row.pricingType], row.n, '个')),
      info('有政府价格文件管的在售规格', bound, '个'),
      measured.noneOf(
        '价格超出文件、或价签没写明文件范围的在售规格',
        outside,
        '个',
        skuRow,
        await countSkus(skusOnSale(context)),
      ),
    ];
  },
  '7.3.5.b': async (context, { fromMs, toMs }) => {
    const changed = await context.rows
      .selectFrom('PriceLabel')
      .where('version', '>', 1)
      .where('effectiveAtMs', '>=', fromMs)
      .where('effectiveAtMs', '<', toMs)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    const stale = await context.rows
      .selectFrom('Sku as s')
      .innerJoin('Product as p', 'p.id', 's.productId')
      .innerJoin('PriceLabel as l', 'l.skuId', 's.id')
      .whereRef('l.version', '>', 's.labelVersion')
      .select(['p.id as productId', 'p.title', 's.specification'])
      .execute();
    return [
      info('本期改价', changed.n, '次'),
      measured.noneOf('新价签没有生效的规格', stale, '个', skuRow, await countSkus(skusOnSale(context))),
      ...(await chargedAsMarked(context, { fromMs, toMs })),
    ];
  },
  '7.3.5.c': async (context, period) => [
    await completeLabels(context),
    await foundUntrue(context, period, '查出价签写得不对、还没改好的商品', ['7.3.5.c']),
  ],
  '7.3.7.j': async (context, period) => {
    const { checked, contradicting } = await copyChecks(context, period);
    return [
      info('和登记内容核对过的文字', checked, '个'),
      info('因不一致被拒绝的文字', contradicting, '个'),
      measured.noneOf(
        '没有核对过就在售的商品',
        await withoutCheckedCopy(context),
        '个',
        productRow,
        await countProducts(context),
      ),
      await foundUntrue(context, period, '查出和登记不符、还没改好的商品', ['7.3.7.j']),
    ];
  },
  '7.3.7.k-l': async (context, period) => {
    const { forbidden } = await copyChecks(context, period);
    return [
      info('因不允许的说法被拒绝的文字', forbidden, '个'),
      info('对撤下的申诉', await appealsIn(context, period), '个'),
      measured.noneOf(
        '没有检查过就在售的商品',
        await withoutCheckedCopy(context),
        '个',
        productRow,
        await countProducts(context),
      ),
      await foundUntrue(context, period, '查出夸大或虚假、还没改好的商品', ['7.3.7.k-l', '7.3.7.k', '7.3.7.l']),
    ];
  },
} satisfies EvidenceTable<CatalogContext, ClauseRef>;
