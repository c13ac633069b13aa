import type { PartyKind } from '@/api/seller';
import { keep, kept } from '@/lib/storage';
import { createStore } from '@/lib/store';

export interface Party {
  id: string;
  kind: PartyKind;
}
const SELLING: readonly PartyKind[] = ['PRODUCER', 'COOPERATIVE', 'SELLER', 'FARMER'];
const KEY = 'seller.party';
const choice = createStore<string | null>(() => kept<string>(KEY), { ofPerson: true });

export const sellingParties = <P extends Party>(parties: readonly P[] | null): P[] =>
  (parties ?? []).filter(({ kind }) => SELLING.includes(kind));
/** Those that sign contracts and may join the covenant: carriers as well. */
export const signingParties = <P extends Party>(parties: readonly P[] | null): P[] =>
  (parties ?? []).filter(({ kind }) => kind === 'CARRIER' || SELLING.includes(kind));
/** Those that have contracts: stations as well, which sign what a seller offers. */
export const contractParties = <P extends Party>(parties: readonly P[] | null): P[] =>
  (parties ?? []).filter(({ kind }) => kind === 'CARRIER' || kind === 'STATION' || SELLING.includes(kind));
const pick = <P extends Party>(parties: readonly P[] | null, id: string | null): P | undefined => {
  const selling = sellingParties(parties);
  return selling.find((party) => party.id === id) ?? selling[0] ?? parties?.[0];
};
/** The party that a page works for: the one that was chosen (PartyChoice), else the first that sells. */
export const useChosenParty = <P extends Party>(parties: readonly P[] | null): P | undefined =>
  pick(parties, choice.use());
export const sellingParty = <P extends Party>(parties: readonly P[] | null): P | undefined =>
  pick(parties, choice.get());
/** Whose desk it is: a farmer by the name on file, whoever sells for a firm by their own. */
export const ownName = (
  party: (Party & { name: string }) | undefined,
  me: { displayName: string } | null | undefined,
): string | null => (party?.kind === 'FARMER' ? party.name : (me?.displayName ?? null));
export function chooseParty(id: string): void {
  keep(KEY, id);
  choice.set(id);
}
