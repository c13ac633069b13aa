import { isKeyOf } from '@heitu/kit/rules/checked';
import { rolesOf } from '@heitu/kit/rules/actor';
import type { SellersContext } from '../context.ts';
import { isOwnParty } from '../access.ts';
import { partiesById } from '../party/party.loader.ts';
import { CONTRACT_ACTS, contractLifecycle, type ContractAct, type ContractState } from './contract.lifecycle.ts';

interface Sides {
  partyId: string;
  withPartyId: string;
  signedBy: string;
}

/** What the caller is in a contract. Nobody is both sides: one signature binds one of them. */
export async function contractParts(
  context: SellersContext,
  { partyId, withPartyId, signedBy }: Sides,
): Promise<string[]> {
  const [party, other] = await Promise.all([partyId, withPartyId].map((id) => context.loader(partiesById).load(id)));
  const isParty = party ? isOwnParty(context, party, 'finance') : false;
  const isOther = other ? isOwnParty(context, other, 'finance') && signedBy !== context.actor.id : false;
  return [
    ...(isParty ? ['party'] : []),
    ...(isOther ? ['other'] : []),
    ...(signedBy === context.actor.id ? [] : rolesOf(context.actor)),
  ];
}

export async function contractActions(
  context: SellersContext,
  contract: Sides & { state: ContractState; offeredAtMs: number; validUntil: string },
): Promise<ContractAct[]> {
  const parts = await contractParts(context, contract);
  return contractLifecycle
    .available(contract, parts, context.clock.now())
    .filter((action): action is ContractAct => isKeyOf(CONTRACT_ACTS, action));
}
