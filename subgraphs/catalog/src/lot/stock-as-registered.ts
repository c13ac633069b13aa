import { MINUTE_MS } from '@heitu/kit/rules/clock';
import type { CatalogContext } from '../context.ts';
import { askLotsInStore } from '../peers.ts';
import { skusOnSale } from '../product/skus-on-sale.ts';

/** Until then what a lot became may be on its way to the store. */
const ON_ITS_WAY_MS = 15 * MINUTE_MS;

/**
 * SKUs on sale of which a lot stands otherwise in the store than it is registered: sold though it may not be, or the
 * other way round, or more of it than came in.
 */
export async function skusStockedOtherwise(context: CatalogContext): Promise<Set<string>> {
  const lots = await skusOnSale(context)
    .innerJoin('Lot as l', 'l.skuId', 's.id')
    .where('l.state', '!=', 'registered')
    .where((eb) =>
      eb(
        eb.fn.coalesce('l.blockedAtMs', 'l.releasedAtMs', 'l.registeredAtMs'),
        '<',
        context.clock.now() - ON_ITS_WAY_MS,
      ),
    )
    .select(['l.id', 'l.skuId', 'l.state'])
    .execute();
  const store = await askLotsInStore(
    context,
    lots.map(({ id }) => id),
  );
  const isOther = ({ id, state }: (typeof lots)[number]): boolean => {
    const kept = store.get(id);
    if (!kept) return state === 'released';
    return kept.isBlocked === (state === 'released') || kept.foundUnits > 0;
  };
  return new Set(lots.filter(isOther).map(({ skuId }) => skuId));
}
