import type { Actor } from '@heitu/kit/rules/actor';
import { idFrom } from '@heitu/kit/rules/ids';
import type { Row } from './platform.fixture.ts';

/** Real people of the county, whose roles here are those that the case gives them. */
export const OWNER = idFrom('account:staff:xiangtun-coop-owner');
const account = (id: unknown, ...grants: Actor['grants']): Actor => ({
  kind: 'account',
  id: String(id),
  grants: [{ role: 'consumer' }, ...grants],
});
export const consumer = (id: unknown): Actor => account(id);
export const desk = (role: string, partyId: unknown, id: unknown = OWNER): Actor =>
  account(id, { role, partyId: String(partyId) });
export const OFFICIAL = idFrom('account:staff:heitu-admin');
export const official = (role: string): Actor => account(OFFICIAL, { role });
export const ofParty = (row: Row): Actor => desk('seller-owner', row['partyId']);
export const byDesk = (row: Row): Actor => desk('carrier-manager', row['carrierPartyId']);
export const byBuyer = (row: Row): Actor => consumer(row['buyerAccountId']);
export const byCourier = (row: Row): Actor => desk('courier', row['carrierPartyId'], row['courierAccountId']);
export const byAuthor = (row: Row): Actor => consumer(row['accountId']);

/** An input that only names the row. */
export const toId =
  (name: string) =>
  (row: Row): Row => ({ [name]: row['id'] });
/** A statement of `back` in a subgraph. */
export const on = (subgraph: string) => (sql: string) => [subgraph, sql] as const;
