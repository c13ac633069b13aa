import { poolAgreed } from '@heitu/events/catalog.pool-agreed.v1';
import { aboutThing, type RefusalDetail } from '@heitu/kit/rules/outcome';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { quantityOf } from '../field/field.policy.ts';
import { TRACE_UNITS } from '../trace/trace.policy.ts';
import { poolSharesWithGoods, type PoolShareRow } from './pool-share.loader.ts';
import { poolShareLifecycle } from './pool-share.lifecycle.ts';

/**
 * What each grower brought into a lot, also by way of pooled lots of the same party that it was made of: of those as
 * much as went in. None where nothing was pooled. After its row was taken.
 */
export async function poolOf(tx: CatalogTransaction, lotId: string): Promise<PoolShareRow[]> {
  const own = await poolSharesWithGoods(tx).where('s.lotId', '=', lotId).orderBy('s.id').execute();
  const sources = await tx.rows
    .selectFrom('LotSource as s')
    .innerJoin('Lot as l', 'l.id', 's.lotId')
    .innerJoin('Lot as o', (join) => join.onRef('o.id', '=', 's.sourceLotId').onRef('o.partyId', '=', 'l.partyId'))
    .select(['s.sourceLotId', 's.units', 'o.units as ofUnits'])
    .where('s.lotId', '=', lotId)
    .where('s.units', 'is not', null)
    .orderBy('s.sourceLotId')
    .execute();
  const carried: PoolShareRow[] = [];
  for (const { sourceLotId, units, ofUnits } of sources)
    for (const share of await poolOf(tx, sourceLotId))
      carried.push({ ...share, parts: Math.round((share.parts * Number(units)) / ofUnits) });
  return [...own, ...carried.filter(({ parts }) => parts > 0)];
}

/** Of whom nobody has heard yet that they agree, each in words for whoever would sell the lot. */
export const notAgreed = (context: CatalogContext, shares: readonly PoolShareRow[]): Promise<RefusalDetail[]> =>
  Promise.all(
    shares
      .filter(({ state, accountId }) => state !== 'agreed' || accountId === null)
      .map(async (share) => {
        const name = await context.vault.openTextUnrecorded(share.partyId, share.growerName);
        const what = `${quantityOf(share.parts)}${TRACE_UNITS[share.unit]}${share.crop}`;
        return aboutThing(share.id, `${name}的${what}：${poolShareLifecycle.texts[share.state]}`);
      }),
  );

interface LotToTell {
  id: string;
  code: string;
  partyId: string;
  productId: string;
  units: number;
}
/**
 * Whoever pays the growers hears of it in the transaction that lets the lot be sold. What came by way of another lot is
 * a share of its own.
 */
export async function tellPool(
  context: CatalogContext,
  tx: CatalogTransaction,
  { id: lotId, code: lotCode, partyId, productId, units }: LotToTell,
  shares: readonly PoolShareRow[],
): Promise<void> {
  if (shares.length === 0) return;
  const { title: goodsTitle } = await tx.rows
    .selectFrom('Product')
    .select('title')
    .where('id', '=', productId)
    .executeTakeFirstOrThrow();
  tx.publish(
    poolAgreed,
    { type: 'lot', id: lotId },
    {
      lotId,
      lotCode,
      partyId,
      goodsTitle,
      units,
      shares: shares.flatMap(({ id, accountId, growerId, crop, harvestedOn, unit, parts, grade, priceFen, ...of }) => {
        const shareId = of.lotId === lotId ? id : context.newId();
        return accountId === null
          ? []
          : [{ shareId, growerId, accountId, crop, harvestedOn, unit, parts, grade, priceFen }];
      }),
    },
  );
}
