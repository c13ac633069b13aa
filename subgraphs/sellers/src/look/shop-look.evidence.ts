import { info, measured, reviewed, type EvidenceFigure, type Period } from '@heitu/kit/rules/evidence';
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

/**
 * Shops that a person took down for what they say of themselves, and whose appeal was not heeded: in the period in
 * which it was found, or as long as they are open all the same. Where nobody found any, none says that there are none.
 */
export async function shopsFoundUnlawful(
  { rows }: SellersContext,
  { fromMs, toMs }: Period,
): Promise<EvidenceFigure[]> {
  const found = await rows
    .selectFrom('ShopLook as l')
    .innerJoin('Shop as s', 's.id', 'l.shopId')
    .select(['l.shopId', 's.name'])
    .distinct()
    .where('l.state', 'in', ['blocked', 'settled', 'appealed', 'upheld'])
    .where('l.lookedAtMs', '<', toMs)
    .where(({ eb, or }) => or([eb('s.state', '=', 'open'), eb('l.lookedAtMs', '>=', fromMs)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('ShopLook as later')
            .select('later.id')
            .whereRef('later.shopId', '=', 'l.shopId')
            .whereRef('later.lookedAtMs', '>', 'l.lookedAtMs'),
        ),
      ),
    )
    .execute();
  const label = '写了违法内容、被撤下的店铺';
  if (found.length === 0) return [info(label, 0, '家')];
  return [reviewed.noneOf(label, found, '家', ({ shopId, name }) => ({ ref: `Shop:${shopId}`, text: name }))];
}
