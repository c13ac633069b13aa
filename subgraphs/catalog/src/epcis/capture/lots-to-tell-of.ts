import { chunksOf } from '@heitu/kit/rules/chunks';
import type { CatalogContext } from '../../context.ts';
import type { LotState } from '../../lot/lot.lifecycle.ts';
import type { NamedLot } from './named-lots.ts';

const GTIN_DIGITS = 14;
/** Codes in one question to the database. */
const CODES_MAX = 500;

/** Of whose lots a partner may tell: its own, of those that let it, and of lots that were handed over to it. */
export interface Teller {
  partyId: string;
  lets: readonly string[];
}

/** A lot, and how much there was of it. */
export interface LotToTellOf {
  id: string;
  code: string;
  state: LotState;
  units: number;
  gtin: string | null;
  weightGrams: number;
  netMillilitres: number | null;
}

/** Each lot that was named, where the teller may tell of it; one that is not there and one of others answer alike. */
export async function lotsToTellOf(
  context: CatalogContext,
  { partyId, lets }: Teller,
  named: readonly NamedLot[],
): Promise<(lot: NamedLot) => LotToTellOf | null> {
  const codes = [...new Set(named.map(({ code }) => code))];
  const known = new Map<string, LotToTellOf>();
  for (const some of chunksOf(codes, CODES_MAX)) {
    const rows = await context.rows
      .selectFrom('Lot as lot')
      .innerJoin('Sku as sku', 'sku.id', 'lot.skuId')
      .leftJoin('LotHandedTo as handed', (join) =>
        join.onRef('handed.lotId', '=', 'lot.id').on('handed.partyId', '=', partyId),
      )
      .select(['lot.id', 'lot.code', 'lot.state', 'lot.units', 'sku.gtin', 'sku.weightGrams', 'sku.netMillilitres'])
      .where('lot.code', 'in', some)
      .where(({ or, eb }) => or([eb('lot.partyId', 'in', [...lets, '']), eb('handed.partyId', 'is not', null)]))
      .execute();
    for (const lot of rows) known.set(lot.code, lot);
  }
  return ({ code, gtin }) => {
    const lot = known.get(code);
    const isSameGoods = gtin === null || lot?.gtin?.padStart(GTIN_DIGITS, '0') === gtin.padStart(GTIN_DIGITS, '0');
    return lot && isSameGoods ? lot : null;
  };
}
