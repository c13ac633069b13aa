import { lotUsed } from '@heitu/events/catalog.lot-used.v1';
import { SafeInt } from '@heitu/kit/rules/graphql';
import { atField, type RefusalDetail } from '@heitu/kit/rules/outcome';
import { asScalar, named, quantity, z } from '@heitu/kit/rules/validate';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { lotCode } from '../inputs.ts';
import { askSoldUnits } from '../peers.ts';
import { Lot, LotSource } from './lot.entity.ts';
import { LOT_UNITS_MAX, SOURCES_MAX } from './lot.policy.ts';

export const sourcesInput = () =>
  z
    .array(
      named(
        'LotSourceInput',
        z.object({
          code: lotCode().describe('Of the lot, as printed on its bags.'),
          units: asScalar(SafeInt, quantity(LOT_UNITS_MAX))
            .nullish()
            .default(null)
            .describe('How many of its packs went in; a must (SOURCE_UNITS_MISSING).'),
        }),
      ),
    )
    .max(SOURCES_MAX)
    .refine((sources) => new Set(sources.map(({ code }) => code)).size === sources.length, '同一批只写一次')
    .nullish()
    .transform((sources) => sources ?? [])
    .describe('The lots that it was made from, whosever they are: a recall of one calls this one back.');
type Source = z.infer<ReturnType<typeof sourcesInput>>[number];

export const SOURCE_REFUSALS = {
  SOURCE_UNKNOWN: { message: '没有这一批，或它已经停售，不能用来做新的一批', clause: '7.3.6.a-c' },
  SOURCE_UNITS_MISSING: { message: '请写上这一批用了多少件', clause: '5.1' },
  SOURCE_USED_UP: { message: '这一批剩下的没有这么多件', clause: '5.1' },
} as const;

/** Of one's own lots, how many packs buyers have. Before the transaction. */
export async function soldOfSources(
  context: CatalogContext,
  partyId: string,
  sources: readonly Source[],
): Promise<ReadonlyMap<string, number>> {
  const codes = sources.map(({ code }) => code);
  if (codes.length === 0) return new Map();
  const own = await context.rows
    .selectFrom('Lot')
    .select('id')
    .where('code', 'in', codes)
    .where('partyId', '=', partyId)
    .execute();
  return own.length === 0
    ? new Map()
    : askSoldUnits(
        context,
        own.map(({ id }) => id),
      );
}

interface MadeOfSources {
  lotId: string;
  code: string;
  partyId: string;
  sold: ReadonlyMap<string, number>;
}
/**
 * Takes the rows of the lots that it is made from, in the order of their codes, so that a recall of one of them either
 * finds this lot or refuses it, and no two lots use the same packs. What was sold of one's own lots is not there any
 * more; of others' lots it is what was sold that is used. Growers of pooled lots are paid as the new lot sells. Answers
 * what cannot be used, or null.
 */
export async function useSources(
  tx: CatalogTransaction,
  { lotId, code: intoLotCode, partyId, sold }: MadeOfSources,
  sources: readonly Source[],
): Promise<{ code: keyof typeof SOURCE_REFUSALS; detail: RefusalDetail } | null> {
  const at = (source: Source, code: keyof typeof SOURCE_REFUSALS, field: string, text: string) => ({
    code,
    detail: atField(`sources.${sources.indexOf(source)}.${field}`, text),
  });
  for (const source of sources.toSorted((one, other) => (one.code < other.code ? -1 : 1))) {
    const { code, units } = source;
    if ((await tx.em.nativeUpdate(Lot, { code, state: 'released' }, { code })) === 0)
      return at(source, 'SOURCE_UNKNOWN', 'code', `找不到${code}`);
    const lot = await tx.rows
      .selectFrom('Lot')
      .select(['id', 'skuId', 'partyId', 'units'])
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    if (units === null) return at(source, 'SOURCE_UNITS_MISSING', 'units', `${code}一共${lot.units}件`);
    const soldUnits = lot.partyId === partyId ? (sold.get(lot.id) ?? 0) : 0;
    const leftUnits = Math.max(lot.units - (await usedUnits(tx, lot.id)) - soldUnits, 0);
    if (units > leftUnits)
      return at(
        source,
        'SOURCE_USED_UP',
        'units',
        `${code}还剩${leftUnits}件${soldUnits > 0 ? `，卖出去的${soldUnits}件不能再用` : ''}`,
      );
    await tx.em.insert(LotSource, { lotId, sourceLotId: lot.id, units });
    if (lot.partyId === partyId)
      tx.publish(
        lotUsed,
        { type: 'lot', id: lot.id },
        { lotId: lot.id, skuId: lot.skuId, units, intoLotId: lotId, intoLotCode },
      );
  }
  return null;
}

async function usedUnits(tx: CatalogTransaction, sourceLotId: string): Promise<number> {
  const row = await tx.rows
    .selectFrom('LotSource')
    .select(({ fn }) => fn.sum<number | null>('units').as('units'))
    .where('sourceLotId', '=', sourceLotId)
    .executeTakeFirst();
  return Number(row?.units ?? 0);
}
