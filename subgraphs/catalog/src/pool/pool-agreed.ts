import { poolAgreed } from '@heitu/events/catalog.pool-agreed.v1';
import { aboutThing, type RefusalDetail } from '@heitu/kit/rules/outcome';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { quantityOf } from '../field/field.policy.ts';
import { TRACE_UNITS } from '../trace/trace.policy.ts';
import { poolSharesWithGoods, type PoolShareRow } from './pool-share.loader.ts';
import { poolShareLifecycle } from './pool-share.lifecycle.ts';

/** What each grower brought into a lot; none where it is not pooled. After its row was taken. */
export const poolOf = (tx: CatalogTransaction, lotId: string): Promise<PoolShareRow[]> =>
  poolSharesWithGoods(tx).where('s.lotId', '=', lotId).orderBy('s.id').execute();

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

/** Whoever pays the growers hears of it in the transaction that lets the lot be sold. */
export function tellPool(tx: CatalogTransaction, shares: readonly PoolShareRow[]): void {
  const [first] = shares;
  if (!first) return;
  const { lotId, lotCode, partyId, goodsTitle, lotUnits: units } = first;
  tx.publish(
    poolAgreed,
    { type: 'lot', id: lotId },
    {
      lotId,
      lotCode,
      partyId,
      goodsTitle,
      units,
      shares: shares.flatMap(({ id: shareId, accountId, growerId, crop, harvestedOn, unit, parts, grade, priceFen }) =>
        accountId === null ? [] : [{ shareId, growerId, accountId, crop, harvestedOn, unit, parts, grade, priceFen }],
      ),
    },
  );
}
