import { hasRole, partiesFor, type Actor, type SeenBy } from '@heitu/kit/rules/actor';
import { TRADE_SEEN_BY } from '@heitu/standard';
import { expressionBuilder } from 'kysely';
import type { Database } from './context.ts';

const row = expressionBuilder<Database, 'Order' | 'AfterSale' | 'WeighIn'>();
/** Whose it is, as a condition: the buyer's, the seller's with the right to it, an overseer's (kit's `sees`). */
const visible =
  (table: 'Order' | 'AfterSale' | 'WeighIn', { overseers, staff, right }: SeenBy) =>
  (actor: Actor) => {
    if (hasRole(actor, ...overseers)) return row.lit(true);
    const parties = partiesFor(actor, staff, right);
    const buyer = row(`${table}.buyerAccountId`, '=', actor.kind === 'account' ? actor.id : '');
    return parties.length > 0 ? row.or([buyer, row(`${table}.partyId`, 'in', parties)]) : buyer;
  };
export const orderVisibleTo = visible('Order', TRADE_SEEN_BY.order);
export const afterSaleVisibleTo = visible('AfterSale', TRADE_SEEN_BY.afterSale);
export const weighInVisibleTo = visible('WeighIn', TRADE_SEEN_BY.afterSale);
