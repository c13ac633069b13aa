import { contractSigned } from '@heitu/events/sellers.contract-signed.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { toJson } from '@heitu/kit/rules/typed-json';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { renewContract } from '../merchant/renew-contract.ts';
import { AgreedContract } from './agreed-contract.entity.ts';

/** Keeps what was agreed: by it money is taken, shared and held. */
export async function keepContract(tx: Pick<PaymentsTransaction, 'em'>, contract: PayloadOf<typeof contractSigned>) {
  const { contractId, number, partyId, withPartyId, validFromOn, validUntilOn, signedAtMs, terms } = contract;
  await tx.em.insert(AgreedContract, {
    contractId,
    kind: terms.kind,
    number,
    partyId,
    withPartyId,
    validFrom: validFromOn,
    validUntil: validUntilOn,
    signedAtMs,
    terms: toJson(terms),
  });
}

export async function knowContract(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  contract: PayloadOf<typeof contractSigned>,
) {
  await keepContract(tx, contract);
  await renewContract(context, tx, contract);
}
