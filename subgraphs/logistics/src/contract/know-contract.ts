import { contractSigned } from '@heitu/events/sellers.contract-signed.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { toJson } from '@heitu/kit/rules/typed-json';
import type { LogisticsTransaction } from '../context.ts';
import { AgreedContract } from './agreed-contract.entity.ts';

/** Keeps the terms by which parcels and returns go between a seller and its carrier, and stand at a station. */
export async function knowContract(tx: Pick<LogisticsTransaction, 'em'>, contract: PayloadOf<typeof contractSigned>) {
  const { contractId, partyId, withPartyId, validFromOn, validUntilOn, signedAtMs } = contract;
  if (contract.terms.kind !== 'delivery' && contract.terms.kind !== 'station') return;
  const { kind, ...terms } = contract.terms;
  await tx.em.insert(AgreedContract, {
    contractId,
    sellerPartyId: partyId,
    withPartyId,
    kind,
    validFrom: validFromOn,
    validUntil: validUntilOn,
    signedAtMs,
    terms: toJson(terms),
  });
}
