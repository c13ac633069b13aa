import { contractSigned } from '@heitu/events/sellers.contract-signed.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { toJson } from '@heitu/kit/rules/typed-json';
import type { OrdersTransaction } from '../context.ts';
import { AgreedContract } from './agreed-contract.entity.ts';

/** Keeps by when a seller confirms, and by when its refunds arrive. */
export async function knowContract(tx: Pick<OrdersTransaction, 'em'>, contract: PayloadOf<typeof contractSigned>) {
  const { contractId, partyId, validFromOn, validUntilOn, signedAtMs } = contract;
  if (contract.terms.kind !== 'platform-service') return;
  const { kind: _kind, ...terms } = contract.terms;
  await tx.em.insert(AgreedContract, {
    contractId,
    partyId,
    validFrom: validFromOn,
    validUntil: validUntilOn,
    signedAtMs,
    terms: toJson(terms),
  });
}
