import {
  PartyNames,
  PeopleOf,
  ShopNow,
  SupplierNow,
  type ShopNowQuery,
  type SupplierNowQuery,
} from './asks/sellers.ts';
import { PlaceNames } from './asks/logistics.ts';
import {
  ChargesCompared,
  LotsInStore,
  LowestDeal,
  RecallsDone,
  SoldUnits,
  type LotsInStoreQuery,
} from './asks/orders.ts';
import { KnownAccounts, NamesOfAccounts } from './asks/trust.ts';
import { isOutage } from '@heitu/kit/messages/peers';
import { chunksOf } from '@heitu/kit/rules/chunks';
import { inOrder } from '@heitu/kit/rules/graphql';
import { maskName } from '@heitu/kit/privacy/vault';
import type { CatalogContext } from './context.ts';

export type ShopState = ShopNowQuery['shopStates'][number];
/** What sellers knows of a shop now; null where there is no such shop. Never inside a transaction. */
export async function askShop(context: CatalogContext, shopId: string): Promise<ShopState | null> {
  const { shopStates } = await context.peers.query(ShopNow, { ids: [shopId] });
  return shopStates.find((shop) => shop.shopId === shopId) ?? null;
}

/** `partyId`: the seller that filed this supplier. */
export type SupplierState = SupplierNowQuery['supplierStates'][number];
export async function askSupplier(context: CatalogContext, supplierId: string): Promise<SupplierState | null> {
  const { supplierStates } = await context.peers.query(SupplierNow, { ids: [supplierId] });
  return supplierStates.find((supplier) => supplier.supplierId === supplierId) ?? null;
}

/** What orders has done with the recalls of a period: it has the goods, the buyers and the money. */
export async function askRecallsDone(context: CatalogContext, { fromMs, toMs }: { fromMs: number; toMs: number }) {
  const { recallsDone } = await context.peers.query(RecallsDone, { fromMs: String(fromMs), toMs: String(toMs) });
  return recallsDone;
}

/** What orders found when it held the charges of a period against the labels in force. */
export async function askChargesCompared(context: CatalogContext, { fromMs, toMs }: { fromMs: number; toMs: number }) {
  const of = { kind: 'GOODS' as const, fromMs: String(fromMs), toMs: String(toMs) };
  return (await context.peers.query(ChargesCompared, of)).chargesCompared;
}

/** For how little a SKU was sold since then, in fen, or last; null where it never was, or where orders cannot tell. */
export async function askLowestDeal(context: CatalogContext, skuId: string, sinceMs: number): Promise<number | null> {
  try {
    return (await context.peers.query(LowestDeal, { skuId, sinceMs: String(sinceMs) })).lowestDeal;
  } catch (error) {
    // A price can be changed all the same: it is only compared with nothing.
    if (isOutage(error)) return null;
    throw error;
  }
}

/** How many packs of each lot buyers have, by its id; lots of which nothing was sold are left out. */
export async function askSoldUnits(context: CatalogContext, lotIds: string[]): Promise<ReadonlyMap<string, number>> {
  const { soldUnits } = await context.peers.query(SoldUnits, { lotIds });
  return new Map(soldUnits.map(({ lotId, units }) => [lotId, units]));
}

/** A question to a peer names no more lots than it answers for. */
const LOTS_AT_ONCE = 500;
/** How the store has each lot, by its id; one that never came in is left out. */
export async function askLotsInStore(context: CatalogContext, lotIds: readonly string[]) {
  const all: LotsInStoreQuery['lotsInStore'][number][] = [];
  for (const asked of chunksOf(lotIds, LOTS_AT_ONCE))
    all.push(...(await context.peers.query(LotsInStore, { lotIds: asked })).lotsInStore);
  return new Map(all.map((lot) => [lot.lotId, lot]));
}

/** The county's names of the division behind a code, the province first; none of what is no code. */
export async function askDivisionPath(context: CatalogContext, code: string): Promise<readonly { name: string }[]> {
  const { divisionPath } = await context.peers.query(PlaceNames, { code });
  return divisionPath ?? [];
}

/** Those of these accounts that trust knows and that are in use. Never inside a transaction. */
export async function activeAccounts(context: CatalogContext, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { accountBriefs } = await context.peers.query(KnownAccounts, { ids });
  return new Set(accountBriefs.flatMap(({ accountId, active }) => (active ? [accountId] : [])));
}
/** Masked, as trust shows them to others; null where trust does not answer. */
export async function namesOfAccounts(context: CatalogContext, ids: readonly string[]): Promise<(string | null)[]> {
  try {
    const { accountBriefs } = await context.peers.query(NamesOfAccounts, { ids });
    return inOrder(ids, (row) => row.accountId, accountBriefs).map((row) => row?.displayName ?? null);
  } catch (error) {
    if (isOutage(error)) return ids.map(() => null);
    throw error;
  }
}
/** Whose business it is or who works for it, also without signing in for it. Never inside a transaction. */
export async function askPeopleOf(context: CatalogContext, partyId: string): Promise<readonly string[]> {
  const { partyStates } = await context.peers.query(PeopleOf, { ids: [partyId] });
  return partyStates[0]?.peopleIds ?? [];
}

/** What anybody may read of who a party is: a business by its name, a farmer by the family name. */
export async function askPublicName(context: CatalogContext, partyId: string): Promise<string> {
  const { partyStates } = await context.peers.query(PartyNames, { ids: [partyId] });
  const [party] = partyStates;
  if (!party) return '';
  return party.kind === 'farmer' ? maskName(party.name) : party.name;
}
