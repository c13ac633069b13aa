import { partyStandingChanged } from '@heitu/events/sellers.party-standing-changed.v1';
import { shopSaleChanged } from '@heitu/events/sellers.shop-sale-changed.v1';
import type { SellersContext, SellersTransaction } from '../context.ts';
import { Shop } from '../shop/shop.entity.ts';
import { saleOf } from '../shop/shop.policy.ts';
import { Party } from './party.entity.ts';
import { standings } from './party.moves.ts';
import { WAY_TO } from './standing.lifecycle.ts';
import { STANDINGS, standingOf, type Standing } from './party.policy.ts';

/**
 * Brings a party's standing, and whether its shops are on sale, up to what its papers, reviews and measures say now;
 * tells the others what changed. The one place where either changes.
 */
export async function refreshStanding(
  context: SellersContext,
  tx: SellersTransaction,
  partyId: string,
): Promise<Standing> {
  const nowMs = context.clock.now();
  await tx.em.nativeUpdate(Party, { id: partyId }, { standingSeenAtMs: nowMs });
  const party = await tx.rows
    .selectFrom('Party')
    .select(['kind', 'standing', 'approvedAtMs', 'validUntil', 'reReviewDueAtMs'])
    .where('id', '=', partyId)
    .executeTakeFirstOrThrow();
  const suspension = await tx.rows
    .selectFrom('PartyMeasure')
    .select('reason')
    .where('partyId', '=', partyId)
    .where('step', '=', 'suspension')
    .where('liftedAtMs', 'is', null)
    .executeTakeFirst();
  const standing = standingOf({ ...party, isSuspended: !!suspension }, nowMs);
  const { title, clause } = STANDINGS[standing];
  const reason = suspension ? `${title}：${suspension.reason}` : title;
  if (standing !== party.standing) {
    if (standing === 'unfiled') throw new Error(`party ${partyId} was filed once and cannot be unfiled`);
    // None where another change has just taken it there, and told so.
    const moved = await standings.bySystem(context, tx, WAY_TO[standing], { id: partyId });
    if (moved > 0)
      tx.publish(
        partyStandingChanged,
        { type: 'party', id: partyId },
        { partyId, partyKind: party.kind, inGoodStanding: standing === 'good', reason, clause },
      );
  }
  const shops = await tx.rows
    .selectFrom('Shop')
    .select(['id', 'state', 'onSale', 'saleReason'])
    .where('partyId', '=', partyId)
    .execute();
  for (const shop of shops) {
    const sale = saleOf(shop.state, standing);
    if (sale.onSale === !!shop.onSale && sale.saleReason === shop.saleReason) continue;
    await tx.em.nativeUpdate(Shop, { id: shop.id }, sale);
    tx.publish(
      shopSaleChanged,
      { type: 'shop', id: shop.id },
      { shopId: shop.id, partyId, onSale: sale.onSale, reason: standing === 'good' ? sale.saleReason : reason },
    );
  }
  return standing;
}
