import { measured, type EvidenceFigure } from '@heitu/kit/rules/evidence';
import { LOOK_HOURS } from '@heitu/standard';
import type { SellersContext } from '../context.ts';

/**
 * Shops for which the promised hour of a person's look has passed, of all that were ever to be looked at: those that
 * wait, and open ones that have left the queue unseen, until somebody looks at them after all.
 */
export async function lateShopLooks(context: SellersContext): Promise<EvidenceFigure> {
  const looks = await context.rows
    .selectFrom('ShopLook as l')
    .innerJoin('Shop as s', 's.id', 'l.shopId')
    .select(['l.shopId', 'l.state', 'l.lookDueAtMs', 's.name', 's.state as shopState'])
    .orderBy('l.openedAtMs')
    .execute();
  const nowMs = context.clock.now();
  const newest = new Map(looks.map((look) => [look.shopId, look]));
  const isUnseen = (look: (typeof looks)[number]): boolean =>
    look.state === 'waiting' ||
    (look.state === 'left' && look.shopState === 'open' && newest.get(look.shopId) === look);
  return measured.noneOf(
    `超过${LOOK_HOURS}小时还没有人看的店铺`,
    looks.filter((look) => isUnseen(look) && look.lookDueAtMs < nowMs),
    '家',
    ({ shopId, name }) => ({ ref: `Shop:${shopId}`, text: name }),
    looks.length,
  );
}
