import { contractMoved } from '@heitu/events/sellers.contract-moved.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { SellersContext, SellersTransaction } from '../context.ts';
import { CONTRACT_KINDS, type ContractKind } from './contract.policy.ts';

interface Told {
  id: string;
  number: string;
  kind: ContractKind;
  partyId: string;
  withPartyId: string;
  validUntil: string;
}
export type ContractMove = PayloadOf<typeof contractMoved>['to'];

/** Both sides hear what becomes of a contract. */
export function tellOfContract(
  { clock }: SellersContext,
  tx: SellersTransaction,
  { id: contractId, number, kind, partyId, withPartyId, validUntil }: Told,
  to: ContractMove,
): void {
  const { title, atPlatform } = CONTRACT_KINDS[kind];
  tx.publish(
    contractMoved,
    { type: 'contract', id: contractId },
    { contractId, number, title, partyId, withPartyId, atPlatform, to, validUntilOn: validUntil, atMs: clock.now() },
  );
}
