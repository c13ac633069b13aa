import { chinaDate } from '@heitu/kit/rules/calendar';
import {
  measured,
  reviewed,
  type EvidenceFigure,
  type EvidenceTable,
  type MissedRow,
  type Period,
} from '@heitu/kit/rules/evidence';
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
} from './lot/lots-for-sale.ts';
import { earlyLotsForSale, lotsFromNowhere } from './field/field.evidence.ts';
import { foundUntrue } from './look/look.evidence.ts';
import { recallFigures } from './lot/recall.evidence.ts';
import { INSPECTING_PARTIES, RESULT_TYPES } from './lot/lot.policy.ts';
import { skuRow, skusOnSale } from './product/skus-on-sale.ts';
import { isNamedBy, STANDARD_CLASSES } from './standard/standard.policy.ts';

const lotRow = ({ id, code }: { id: string; code: string }): MissedRow => ({ ref: `Lot:${id}`, text: `批次 ${code}` });

/** Sampled checks of a period: each whole, each passed. */
async function measureChecks(
  context: CatalogContext,
  kind: 'quantity' | 'count',
  { fromMs, toMs }: Period,
  passedLabel: string,
): Promise<EvidenceFigure[]> {
  const checks = await context.rows
    .selectFrom('MeasureCheck as m')
    .innerJoin('Lot as l', 'l.id', 'm.lotId')
    .select(['l.id', 'l.code', 'm.passed', 'm.isWhole'])
    .where('m.kind', '=', kind)
    .where('m.recordedAtMs', '>=', fromMs)
    .where('m.recordedAtMs', '<', toMs)
    .execute();
  return [
    // One of too few samples has neither passed nor failed.
    measured.eachOf(
      passedLabel,
      checks.filter(({ passed }) => passed !== null),
      ({ passed }) => passed === YES,
      '次',
      lotRow,
    ),
    measured.eachOf('抽够数的抽检', checks, ({ isWhole }) => isWhole === YES, '次', lotRow),
  ];
}

/** What goods, lots and their papers show: figures of stock are of now, the rest of the period. */
export const goodsEvidence = {
  '7.3.2.a-f': async (context) => {
    const lots = await lotsForSale(context).execute();
    const of = lots.length;
    const lacking = async (label: string, query: ReturnType<typeof lotsForSale>, source = measured) =>
      source.noneOf(label, await query.execute(), '个', lotRow, of);
    return [
      await lacking(
        '没有核验过的检验报告、也没有自检的可售批次',
        withoutSelfCheck(withoutInspection(lotsForSale(context))),
        reviewed,
      ),
      await lacking(
        '没有核验过的合格证、也没有承诺达标合格证的可售批次',
        withoutPromise(withoutConformity(lotsForSale(context))),
        reviewed,
      ),
      await lacking('缺标识或联系方式的可售批次', withoutMarks(lotsForSale(context))),
      // The record of what was grown, or the paper of what was bought, shows what the goods are (7.3.2.d).
      measured.noneOf(
        '没有种养或采集记录、也没有核验过的进货凭证的可售批次',
        await lotsFromNowhere(context).execute(),
        '个',
        lotRow,
        of,
      ),
      measured.noneOf('用药没隔够天数就收的可售批次', await earlyLotsForSale(context), '个', lotRow, of),
    ];
  },
  '7.3.3.a-c': async (context) => {
    const today = chinaDate(context.clock.now());
    const skus = await skusOnSale(context)
      .where('p.standardClass', '!=', 'non-standard')
      .select(['p.id as productId', 'p.title', 's.specification', 'p.standardClass', 'p.standardCode'])
      .execute();
    const filed = await context.rows
      .selectFrom('QualityStandard')
      .select(['code', 'validUntil'])
      .where('standardClass', '=', 'filed')
      .execute();
    const inForce = filed.filter(({ validUntil }) => validUntil === null || validUntil >= today);
    const isFiled = (named: string | null) => named !== null && inForce.some(({ code }) => isNamedBy(code, named));
    const byClass = Map.groupBy(skus, ({ standardClass }) => standardClass);
    return [
      ...[...byClass].map(([kind, own]) => ({
        label: `执行${STANDARD_CLASSES[kind]}的规格`,
        value: own.length,
        unit: '个',
      })),
      measured.eachOf('写明执行标准的标准化规格', skus, ({ standardCode }) => standardCode !== null, '个', skuRow),
      reviewed.noneOf(
        '执行的标准没有备案或已过期的在售规格',
        skus.filter(({ standardClass, standardCode }) => standardClass === 'filed' && !isFiled(standardCode)),
        '个',
        skuRow,
        skus.length,
      ),
    ];
  },
  '7.3.3.d': async (context, period) => {
    const skus = await skusOnSale(context)
      .where('p.standardClass', '=', 'non-standard')
      .select(['p.id as productId', 'p.title', 's.specification', 'p.safetyDeclared', 'p.characteristics'])
      .execute();
    // The letter asks for the seller's declaration itself; whether it is true a person finds.
    return [
      measured.eachOf(
        '声明和特性都写在页面上的非标规格',
        skus,
        ({ safetyDeclared, characteristics }) => safetyDeclared === YES && !!characteristics?.trim(),
        '个',
        skuRow,
      ),
      await foundUntrue(context, period, '查出声明或特性不实、还没改好的商品', ['7.3.3.d']),
    ];
  },
  '7.3.4.a': (context, period) => measureChecks(context, 'count', period, '数量相符的抽检'),
  '7.3.4.b': (context, period) => measureChecks(context, 'quantity', period, '净含量合格的抽检'),
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
      .select(['l.id', 'l.code', 'l.state'])
      .execute();
    const lots = await lotsForSale(context).execute();
    const unchecked = await withoutSelfCheck(withoutInspection(lotsForSale(context))).execute();
    return [
      ...(await recallFigures(context, { fromMs, toMs })),
      ...results.map((row) => ({
        label: `${INSPECTING_PARTIES[row.inspectingParty]}${RESULT_TYPES[row.resultType]}`,
        value: Number(row.n),
        unit: '份',
      })),
      reviewed.noneOf('没有验收结果的可售批次', unchecked, '个', lotRow, lots.length),
      reviewed.noneOf(
        '仍可售的不合格批次',
        failed.filter(({ state }) => state === 'released'),
        '个',
        lotRow,
        Math.max(failed.length, lots.length),
      ),
    ];
  },
} satisfies EvidenceTable<CatalogContext, ClauseRef>;
