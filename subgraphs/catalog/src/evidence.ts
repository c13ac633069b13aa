import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { EvidenceFigure, EvidenceTable } from '@heitu/kit/rules/evidence';
import type { ClauseRef } from '@heitu/standard';
import type { CatalogContext } from './context.ts';
import { NO, YES } from '@heitu/kit/data/entities';
import {
  lotsForSale,
  withoutInspection,
  withoutSelfCheck,
  withoutPromise,
  withoutConformity,
  withoutMarks,
  type LotsForSale,
} from './lot/lots-for-sale.ts';
import { earlyLotsForSale, skusFromField, withProductionRecord } from './field/field.evidence.ts';
import { recallFigures, type Period } from './lot/recall.evidence.ts';
import { appealsIn, lateLooks } from './look/look.evidence.ts';
import { LOOK_HOURS } from './look/look.policy.ts';
import { INSPECTING_PARTIES, RESULT_TYPES } from './lot/lot.policy.ts';
import { labelsUnderBands } from './band/labels-under-bands.ts';
import { countSkus, skusOnSale } from './product/skus-on-sale.ts';
import { PRICING_TYPES } from './price/price-label.policy.ts';
import { STANDARD_CLASSES } from './standard/standard.policy.ts';

const figure = (label: string, value: unknown, unit = '个'): EvidenceFigure => ({
  label,
  value: Number(value ?? 0),
  unit,
});
/** Of so many there should be. */
const figureOf = (label: string, value: unknown, outOf: unknown, unit = '个'): EvidenceFigure => ({
  ...figure(label, value, unit),
  outOf: Number(outOf ?? 0),
});
/** Must be 0. */
const mustBeNone = (label: string, value: unknown): EvidenceFigure => ({
  ...figure(label, value),
  breached: Number(value ?? 0) > 0,
});
/** Nothing counted yet: the clause lacks evidence. */
const unlessEmpty = (total: unknown, figures: EvidenceFigure[]): EvidenceFigure[] =>
  Number(total ?? 0) === 0 ? [] : figures;

/** On sale and led back to a released lot whose chain has at least its registration and one step more. */
const tracedSkus = (context: CatalogContext) =>
  skusOnSale(context).where(({ exists, selectFrom }) =>
    exists(
      selectFrom('Lot as l')
        .innerJoin('TraceChain as c', 'c.lotId', 'l.id')
        .select('l.id')
        .whereRef('l.skuId', '=', 's.id')
        .where('l.state', '=', 'released')
        .where('c.length', '>', 1),
    ),
  );

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

async function measureChecks(context: CatalogContext, kind: 'quantity' | 'count', { fromMs, toMs }: Period) {
  return context.rows
    .selectFrom('MeasureCheck')
    .where('kind', '=', kind)
    .where('recordedAtMs', '>=', fromMs)
    .where('recordedAtMs', '<', toMs)
    .select([
      ({ fn }) => fn.countAll<number>().as('checked'),
      ({ fn }) => fn.sum<number>('passed').as('passed'),
      ({ fn }) => fn.sum<number>('isWhole').as('whole'),
    ])
    .executeTakeFirstOrThrow();
}

const daysSince = (context: CatalogContext, atMs: unknown): number =>
  Math.max(0, Math.floor((context.clock.now() - Number(atMs)) / DAY_MS));

/**
 * The live evidence for each clause that catalog owns, counted from what is there; figures of stock (on sale, in force)
 * are of now, the rest of the period.
 */
export const evidence = {
  '5.1': async (context) => {
    const onSale = await countSkus(skusOnSale(context));
    return unlessEmpty(onSale, [
      figureOf('有完整追溯链的在售规格', await countSkus(tracedSkus(context)), onSale),
      figureOf('追到地里的在售规格', await countSkus(skusFromField(context)), onSale),
      figure('在售规格', onSale),
    ]);
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
    if (published.atMs === null || released.atMs === null || traced.atMs === null) return [];
    const onSale = await countSkus(skusOnSale(context));
    return [
      figure('距最近一次商品发布', daysSince(context, published.atMs), '天'),
      figure('距最近一次批次放行', daysSince(context, released.atMs), '天'),
      figure('距最近一次追溯记录', daysSince(context, traced.atMs), '天'),
      figureOf('发布、批次和追溯相符的在售规格', await countSkus(tracedSkus(context)), onSale),
      figure('在售规格', onSale),
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
    const of = (finding: string) => Number(reviews.find((row) => row.finding === finding)?.n ?? 0);
    const looks = of('lawful') + of('unlawful');
    return unlessEmpty(Number(checked) + looks, [
      figure('发布前检查的文字', checked),
      figure('发布后检查的商品', looks),
      figure('撤下的违规信息', of('unlawful')),
      mustBeNone(`超过${LOOK_HOURS}小时还没有人看的商品`, late),
    ]);
  },
  '6.5.c': async (context) => {
    const labels = await skusOnSale(context)
      .select([
        ({ fn }) => fn.countAll<number>().as('all'),
        ({ fn }) => fn.sum<number>('s.labelComplete').as('complete'),
      ])
      .executeTakeFirstOrThrow();
    const open = await context.rows
      .selectFrom('PriceFlag')
      .where('state', '=', 'open')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return unlessEmpty(labels.all, [
      figureOf('价签完整的在售规格', labels.complete, labels.all),
      figure('在售规格', labels.all),
      mustBeNone('价签不完整的在售规格', Number(labels.all) - Number(labels.complete)),
      figure('待处理的价格异动', open.n),
    ]);
  },
  '7.3.2.a-f': async (context) => {
    const count = async (query: LotsForSale) => Number((await query.executeTakeFirstOrThrow()).n);
    const lots = await count(lotsForSale(context));
    const recorded = await count(withProductionRecord(lotsForSale(context)));
    return unlessEmpty(lots, [
      figure('可售批次', lots),
      figure('有核验过的检验报告的可售批次', lots - (await count(withoutInspection(lotsForSale(context))))),
      mustBeNone(
        '没有核验过的检验报告、也没有自检的可售批次',
        await count(withoutSelfCheck(withoutInspection(lotsForSale(context)))),
      ),
      mustBeNone(
        '没有核验过的合格证、也没有承诺达标合格证的可售批次',
        await count(withoutPromise(withoutConformity(lotsForSale(context)))),
      ),
      mustBeNone('缺标识或联系方式的可售批次', await count(withoutMarks(lotsForSale(context)))),
      figureOf('有田间生产记录的可售批次', recorded, lots),
      figure('没有田间生产记录的可售批次', lots - recorded),
      mustBeNone('用药没隔够天数就收的可售批次', await earlyLotsForSale(context)),
    ]);
  },
  '7.3.3.a-c': async (context) => {
    const classes = await skusOnSale(context)
      .where('p.standardClass', '!=', 'non-standard')
      .select(['p.standardClass', ({ fn }) => fn.countAll<number>().as('n')])
      .groupBy('p.standardClass')
      .execute();
    const filed = await context.rows
      .selectFrom('QualityStandard')
      .where('standardClass', '=', 'filed')
      .select([
        ({ fn }) => fn.countAll<number>().as('all'),
        ({ eb, fn }) =>
          fn
            .sum<number>(eb.case().when('validUntil', '>=', chinaDate(context.clock.now())).then(1).else(0).end())
            .as('valid'),
      ])
      .executeTakeFirstOrThrow();
    return unlessEmpty(classes.length, [
      ...classes.map((row) => figure(`执行${STANDARD_CLASSES[row.standardClass]}的规格`, row.n)),
      figure('有效的备案标准', filed.valid),
      figure('过期的备案标准', Number(filed.all) - Number(filed.valid ?? 0)),
    ]);
  },
  '7.3.3.d': async (context) => {
    const rows = await skusOnSale(context)
      .where('p.standardClass', '=', 'non-standard')
      .select([
        ({ fn }) => fn.countAll<number>().as('all'),
        ({ eb, fn }) =>
          fn
            .sum<number>(
              eb
                .case()
                .when(eb.and([eb('p.safetyDeclared', '=', YES), eb('p.characteristics', 'is not', null)]))
                .then(1)
                .else(0)
                .end(),
            )
            .as('both'),
      ])
      .executeTakeFirstOrThrow();
    return unlessEmpty(rows.all, [
      figureOf('声明和特性都有的非标规格', rows.both, rows.all),
      figure('非标规格', rows.all),
    ]);
  },
  '7.3.4.a': async (context, period) => {
    const { checked, passed, whole } = await measureChecks(context, 'count', period);
    return unlessEmpty(checked, [
      figureOf('数量相符的抽检', passed, checked, '次'),
      figureOf('抽够数的抽检', whole, checked, '次'),
      figure('计数抽检', checked, '次'),
    ]);
  },
  '7.3.4.b': async (context, period) => {
    const { checked, passed, whole } = await measureChecks(context, 'quantity', period);
    return unlessEmpty(checked, [
      figureOf('净含量合格的抽检', passed, checked, '次'),
      figureOf('抽够数的抽检', whole, checked, '次'),
      figure('净含量抽检', checked, '次'),
    ]);
  },
  '7.3.5.a': async (context) => {
    const types = await skusOnSale(context)
      .innerJoin('PriceLabel as l', 'l.id', 's.labelId')
      .select(['l.pricingType', ({ fn }) => fn.countAll<number>().as('n')])
      .groupBy('l.pricingType')
      .execute();
    const { bound, outside } = await labelsUnderBands(context);
    return unlessEmpty(types.length, [
      ...types.map((row) => figure(PRICING_TYPES[row.pricingType], row.n)),
      figure('有政府价格文件管的在售规格', bound),
      mustBeNone('价格超出文件、或价签没写明文件范围的在售规格', outside),
    ]);
  },
  '7.3.5.b': async (context, { fromMs, toMs }) => {
    const labels = await context.rows
      .selectFrom('PriceLabel')
      .select(({ fn }) => fn.countAll<number>().as('all'))
      .executeTakeFirstOrThrow();
    const changed = await context.rows
      .selectFrom('PriceLabel')
      .where('version', '>', 1)
      .where('effectiveAtMs', '>=', fromMs)
      .where('effectiveAtMs', '<', toMs)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    const stale = await context.rows
      .selectFrom('Sku as s')
      .innerJoin('PriceLabel as l', 'l.skuId', 's.id')
      .whereRef('l.version', '>', 's.labelVersion')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return unlessEmpty(labels.all, [
      figure('留存的价签版本', labels.all),
      figure('本期改价', changed.n, '次'),
      mustBeNone('新价签没有生效的规格', stale.n),
    ]);
  },
  '7.3.5.c': async (context) => {
    const labels = await skusOnSale(context)
      .select([
        ({ fn }) => fn.countAll<number>().as('all'),
        ({ fn }) => fn.sum<number>('s.labelComplete').as('complete'),
      ])
      .executeTakeFirstOrThrow();
    return unlessEmpty(labels.all, [
      figureOf('价签完整的规格', labels.complete, labels.all),
      figure('在售规格', labels.all),
    ]);
  },
  '7.3.6.a-c': async (context, { fromMs, toMs }) => {
    const results = await context.rows
      .selectFrom('Inspection')
      .where('recordedAtMs', '>=', fromMs)
      .where('recordedAtMs', '<', toMs)
      .select(['inspectingParty', 'resultType', ({ fn }) => fn.countAll<number>().as('n')])
      .groupBy(['inspectingParty', 'resultType'])
      .execute();
    const failed = await context.rows
      .selectFrom('Lot as l')
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('Inspection as i').select('i.id').whereRef('i.lotId', '=', 'l.id').where('i.passed', '=', NO),
        ),
      )
      .select(['l.state', ({ fn }) => fn.countAll<number>().as('n')])
      .groupBy('l.state')
      .execute();
    const stopped = failed
      .filter((row) => row.state === 'blocked' || row.state === 'recalled')
      .reduce((sum, row) => sum + Number(row.n), 0);
    const onSale = failed.filter((row) => row.state === 'released').reduce((sum, row) => sum + Number(row.n), 0);
    const recalls = await recallFigures(context, { fromMs, toMs });
    return unlessEmpty(results.length + recalls.length, [
      ...recalls,
      ...results.map((row) =>
        figure(`${INSPECTING_PARTIES[row.inspectingParty]}${RESULT_TYPES[row.resultType]}`, row.n, '份'),
      ),
      figure('停售的不合格批次', stopped),
      mustBeNone('仍可售的不合格批次', onSale),
    ]);
  },
  '7.3.7.j': async (context, period) => {
    const { checked, contradicting } = await copyChecks(context, period);
    return unlessEmpty(checked, [
      figure('和登记内容核对过的文字', checked),
      figure('因不一致被拒绝的文字', contradicting),
    ]);
  },
  '7.3.7.k-l': async (context, period) => {
    const { checked, forbidden } = await copyChecks(context, period);
    return unlessEmpty(checked, [
      figure('检查过的宣传文字', checked),
      figure('因不允许的说法被拒绝的文字', forbidden),
      figure('对撤下的申诉', await appealsIn(context, period)),
    ]);
  },
} satisfies EvidenceTable<CatalogContext, ClauseRef>;
