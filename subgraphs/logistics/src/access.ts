import { hasRole, partiesFor, sees, type Actor } from '@heitu/kit/rules/actor';
import { SELLER_ROLES, OVERSEERS, TRADE_SEEN_BY } from '@heitu/standard';
import { expressionBuilder } from 'kysely';
import type { Tables } from './context.ts';

/** Peers and this subgraph's own work, and the people who look after every carrier. */
export const seesAll = (actor: Actor): boolean =>
  actor.kind === 'peer' || actor.kind === 'system' || hasRole(actor, ...OVERSEERS.platform);
export const managedCarriers = (actor: Actor): string[] => partiesFor(actor, ['carrier-manager']);
export const manages = (actor: Actor, carrierPartyId: string): boolean =>
  managedCarriers(actor).includes(carrierPartyId);
/** Of the roles that a carrier's row knows, those that this actor has there. */
export const deskRoles = (actor: Actor, carrierPartyId: string): 'carrier-manager'[] =>
  manages(actor, carrierPartyId) ? ['carrier-manager'] : [];
/** The sellers whose money this actor looks after. */
export const cashParties = (actor: Actor): string[] => partiesFor(actor, SELLER_ROLES, 'finance');
/** Whose a carrier's cash is: its desk's, its seller's, and for all the operator's and finance's. */
export const codParts = (
  actor: Actor,
  { carrierPartyId, sellerPartyId }: { carrierPartyId: string; sellerPartyId: string },
): ('carrier-manager' | 'seller-owner' | 'operator-admin' | 'finance')[] => [
  ...deskRoles(actor, carrierPartyId),
  ...(cashParties(actor).includes(sellerPartyId) ? ['seller-owner' as const] : []),
  ...(['operator-admin', 'finance'] as const).filter((role) => hasRole(actor, role)),
];
/** The village stations that this account works for. */
export const stationParties = (actor: Actor): string[] => partiesFor(actor, ['station-agent']);
/** The roles that this actor has with a carrier, at the desk or on the road. */
export const rolesAt = (actor: Actor, carrierPartyId: string): ('carrier-manager' | 'courier')[] =>
  (['carrier-manager', 'courier'] as const).filter((role) => partiesFor(actor, [role]).includes(carrierPartyId));
/** The carriers for which this account works, at the desk or on the road. */
export const workplaces = (actor: Actor): string[] => partiesFor(actor, ['carrier-manager', 'courier']);
/** The parcels that this account has in its hands: a carrier's at its desk, those assigned to it on the road. */
export const inMyHands = (actor: Actor) => ({
  $or: [{ courierAccountId: actor.id }, { carrierPartyId: { $in: managedCarriers(actor) } }],
});
export const sellerParties = (actor: Actor, right: 'orders' | 'after-sales' = 'orders'): string[] =>
  partiesFor(actor, SELLER_ROLES, right);

/** The parts that this actor plays with one parcel, as the lifecycles name them. */
export function partsIn(
  actor: Actor,
  row: {
    buyerAccountId: string;
    courierAccountId?: string | null | undefined;
    carrierPartyId: string;
    sellerPartyId: string;
  },
  right: 'orders' | 'after-sales',
): ('consumer' | 'courier' | 'carrier-manager' | 'seller-owner')[] {
  return [
    ...(row.buyerAccountId === actor.id ? ['consumer' as const] : []),
    ...(row.courierAccountId === actor.id ? ['courier' as const] : []),
    ...(manages(actor, row.carrierPartyId) ? ['carrier-manager' as const] : []),
    ...(sellerParties(actor, right).includes(row.sellerPartyId) ? ['seller-owner' as const] : []),
  ];
}

/** Whether orders shows this actor the order of a parcel or a collection: else its link would lead to nothing. */
export const seesOrder = (actor: Actor, row: { buyerAccountId: string; sellerPartyId: string }): boolean =>
  actor.kind === 'peer' ||
  actor.kind === 'system' ||
  sees(actor, TRADE_SEEN_BY.order, { personId: row.buyerAccountId, partyId: row.sellerPartyId });

/** Whether orders shows this actor the request that a collection answers. */
export const seesAfterSale = (actor: Actor, row: { buyerAccountId: string; sellerPartyId: string }): boolean =>
  sees(actor, TRADE_SEEN_BY.afterSale, { personId: row.buyerAccountId, partyId: row.sellerPartyId });

/** Conditions on what both tables have. */
const parcel = expressionBuilder<Tables, 'Shipment' | 'Collection'>();
/**
 * Whose shipments and collections: the carrier's desk, the courier's own tasks, the seller's, the buyer's; `decided`:
 * the orders in whose case the actor decides.
 */
export function ownParcels(actor: Actor, right: 'orders' | 'after-sales', decided: readonly string[] = []) {
  const carriers = managedCarriers(actor);
  const sellers = sellerParties(actor, right);
  const ways = [parcel('buyerAccountId', '=', actor.id), parcel('courierAccountId', '=', actor.id)];
  if (carriers.length > 0) ways.push(parcel('carrierPartyId', 'in', carriers));
  if (sellers.length > 0) ways.push(parcel('sellerPartyId', 'in', sellers));
  if (decided.length > 0) ways.push(parcel('orderId', 'in', decided));
  return parcel.or(ways);
}
