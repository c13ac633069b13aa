import { carriers } from './carriers.ts';
import { operator, overseers, paymentProvider, station } from './operator.ts';
import type { PartyFact, StaffFact } from './party-types.ts';
import { sellers } from './sellers.ts';
import { suppliers } from './suppliers.ts';

export * from './party-types.ts';
export * from './contracts.ts';
export { carriers, coldCarrier, expressCarrier } from './carriers.ts';
export { operator, overseers, paymentProvider, station } from './operator.ts';
export { sellers } from './sellers.ts';
export { suppliers } from './suppliers.ts';

/** Everybody in the county but the consumers. */
export const parties: readonly PartyFact[] = [
  operator,
  paymentProvider,
  ...carriers,
  ...sellers,
  ...suppliers,
  station,
  ...overseers,
];

const byKey = new Map(parties.map((party) => [party.key, party]));

/** The party of a key; throws for a key the data does not have. */
export function partyOf(key: string): PartyFact {
  const party = byKey.get(key);
  if (!party) throw new Error(`no party ${key}`);
  return party;
}

/** Every person who acts for a party, with that party's key. */
export const staff: readonly (StaffFact & { partyKey: string })[] = parties.flatMap((party) =>
  party.staff.map((one) => ({ ...one, partyKey: party.key })),
);
