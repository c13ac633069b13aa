import { measured, type EvidenceFigure } from '@heitu/kit/rules/evidence';
import { LOOK_HOURS } from '@heitu/standard';
import type { SellersContext } from '../context.ts';

/** Shops for which the promised hour of a person's look has passed, of all that were ever to be looked at. */
export async function lateShopLooks(context: SellersContext): Promise<EvidenceFigure> {
  const looks = await context.rows
    .selectFrom('ShopLook as l')
    .innerJoin('Shop as s', 's.id', 'l.shopId')
    .select(['l.shopId', 'l.state', 'l.lookDueAtMs', 's.name'])
    .execute();
  const nowMs = context.clock.now();
  return measured.noneOf(
    `超过${LOOK_HOURS}小时还没有人看的店铺`,
    looks.filter(({ state, lookDueAtMs }) => state === 'waiting' && lookDueAtMs < nowMs),
    '家',
    ({ shopId, name }) => ({ ref: `Shop:${shopId}`, text: name }),
    looks.length,
  );
}
