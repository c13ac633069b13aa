import { chunksOf } from '@heitu/kit/rules/chunks';
import type { CatalogContext } from '../../context.ts';
import type { NamedLot } from './judge-event.ts';

const GTIN_DIGITS = 14;
/** Codes in one question to the database. */
const CODES_MAX = 500;

/** Of whose lots a partner may tell: its own, of those that let it, and of lots that were handed over to it. */
export interface Teller {
  partyId: string;
  lets: readonly string[];
}

/**
 * For each lot that was named its id, where the teller may tell of it; one that is not there and one of others answer
 * alike.
 */
export async function lotsToTellOf(
  context: CatalogContext,
  { partyId, lets }: Teller,
  named: readonly NamedLot[],
): Promise<(lot: NamedLot) => string | null> {
  const codes = [...new Set(named.map(({ code }) => code))];
  const known = new Map<string, { id: string; gtin: string | null }>();
  for (const some of chunksOf(codes, CODES_MAX)) {
    const rows = await context.rows
      .selectFrom('Lot as lot')
      .innerJoin('Sku as sku', 'sku.id', 'lot.skuId')
      .leftJoin('LotHandedTo as handed', (join) =>
        join.onRef('handed.lotId', '=', 'lot.id').on('handed.partyId', '=', partyId),
      )
      .select(['lot.id', 'lot.code', 'sku.gtin'])
      .where('lot.code', 'in', some)
      .where(({ or, eb }) => or([eb('lot.partyId', 'in', [...lets, '']), eb('handed.partyId', 'is not', null)]))
      .execute();
    for (const { id, code, gtin } of rows) known.set(code, { id, gtin });
  }
  return ({ code, gtin }) => {
    const lot = known.get(code);
    const isSameGoods = gtin === null || lot?.gtin?.padStart(GTIN_DIGITS, '0') === gtin.padStart(GTIN_DIGITS, '0');
    return lot && isSameGoods ? lot.id : null;
  };
}
