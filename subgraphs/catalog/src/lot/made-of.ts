import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { partsOf, quantityOf } from '../field/field.policy.ts';
import { contentOf, gainsWeight, type Pack } from '../field/goods-of-crop.policy.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import { makesMoreThanItUses } from '../trace/balance.policy.ts';
import { TRACE_UNITS, type TraceQuantity } from '../trace/trace.policy.ts';
import { verifiedTrace } from '../trace/trace.loader.ts';
import { harvestsIn, packOf, sourcesIn } from './check-weight.ts';

interface MadeLot {
  id: string;
  code: string;
  skuId: string;
  partyId: string;
  units: number;
  producedOn: string;
}
/** The last step of a lot that grew: what there was of it became its packs. */
export interface Making {
  consumed: TraceQuantity[];
  produced: TraceQuantity[];
  atMs: number;
}

/** Nobody writes down the hour. */
const NOON_MS = 12 * HOUR_MS;
const NAME_MAX = 60;

/**
 * What went into a lot's packs and how much they are, where no step of its chain says that they were made: goods of its
 * harvests that no step used up, and packs of other lots. Null where nothing is known of it. Before the transaction.
 */
export async function makingOf(context: CatalogContext, lot: MadeLot): Promise<Making | null> {
  const [harvests, sources] = await Promise.all([harvestsIn(context, lot.id), sourcesIn(context, lot.id)]);
  // What a seller tells in steps alone may be a part of it.
  if (harvests.length + sources.length === 0) return null;
  const { events } = await verifiedTrace(context, lot);
  const wrong = new Set(events.map(({ correctsSequence }) => correctsSequence));
  const steps = events.filter(({ sequence }) => !wrong.has(sequence));
  const produced = steps.flatMap((step) => step.produced);
  const used = steps.flatMap((step) => step.consumed);
  if (produced.some(({ lotCode }) => lotCode === lot.code)) return null;
  const consumed = leftOf(produced, used);
  for (const { code, skuId, units } of sources) {
    const content = units === null ? null : contentOf(await packOf(context, skuId), units);
    if (content && used.every(({ lotCode }) => lotCode !== code))
      consumed.push({ name: await titleOf(context, skuId), ...content, lotCode: code });
  }
  const pack = await packOf(context, lot.skuId);
  const content = contentOf(pack, lot.units);
  if (consumed.length === 0 || !content) return null;
  const name = await titleOf(context, lot.skuId);
  const grownAtMs = steps.filter((step) => step.produced.length > 0).map(({ atMs }) => atMs);
  return {
    consumed,
    produced: [{ name, ...content, lotCode: lot.code }],
    atMs: Math.max(Math.min(context.clock.now(), startOfChinaDate(lot.producedOn) + NOON_MS), ...grownAtMs),
  };
}

/** Where its steps leave less than its packs are, says so; goods that take water on are not compared. */
export const overmadeText = (making: Making, pack: Pack): string | null => {
  if (gainsWeight(pack.categoryId) || !makesMoreThanItUses(making)) return null;
  const [made] = making.produced;
  return made ? `照记下的步骤，剩下的做不出${made.quantity}${TRACE_UNITS[made.unit]}` : null;
};

export const writeMaking = (
  context: CatalogContext,
  tx: CatalogTransaction,
  lot: MadeLot,
  { atMs, consumed, produced }: Making,
): Promise<number | null> =>
  appendTraceEvent(
    context,
    tx,
    { lotId: lot.id, lotCode: lot.code, partyId: lot.partyId },
    {
      bizStep: 'other',
      title: '做成这批货',
      atMs,
      place: null,
      source: 'catalog',
      note: `按登记的数：${lot.units}件`,
      consumed,
      produced,
    },
  );

/** What was made on the way and not used up, of each kind of goods. */
function leftOf(produced: readonly TraceQuantity[], used: readonly TraceQuantity[]): TraceQuantity[] {
  const kindOf = ({ name, unit, lotCode }: TraceQuantity): string => JSON.stringify([name, unit, lotCode]);
  const parts = (of: readonly TraceQuantity[]): number => of.reduce((sum, { quantity }) => sum + partsOf(quantity), 0);
  const usedOf = Map.groupBy(used, kindOf);
  return [...Map.groupBy(produced, kindOf)].flatMap(([kind, [first, ...more]]) => {
    if (!first) return [];
    const left = parts([first, ...more]) - parts(usedOf.get(kind) ?? []);
    return left > 0 ? [{ ...first, quantity: quantityOf(left) }] : [];
  });
}

async function titleOf({ rows }: CatalogContext, skuId: string): Promise<string> {
  const { title } = await rows
    .selectFrom('Sku as s')
    .innerJoin('Product as p', 'p.id', 's.productId')
    .select('p.title')
    .where('s.id', '=', skuId)
    .executeTakeFirstOrThrow();
  return title.slice(0, NAME_MAX);
}
