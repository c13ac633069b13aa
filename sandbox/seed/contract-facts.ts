import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { contractTerms } from '@heitu/sellers';
import { contracts } from '../county/index.ts';
import { contractId, partyId } from './keys.ts';

const day = (nowMs: number, count: number): string => chinaDate(nowMs + count * DAY_MS);

/** The county's contracts as the rooms know them, each with the party that needs it first. */
export const countyContracts = (nowMs: number) =>
  contracts.map((contract) => {
    const isTurned = contract.kind === 'platform-service' || contract.kind === 'payment';
    const [ownKey, otherKey] = isTurned
      ? [contract.secondPartyKey, contract.firstPartyKey]
      : [contract.firstPartyKey, contract.secondPartyKey];
    return {
      ownKey,
      otherKey,
      contractId: contractId(contract.key),
      number: contract.key.slice('contract:'.length).toUpperCase(),
      partyId: partyId(ownKey),
      withPartyId: partyId(otherKey),
      validFromOn: day(nowMs, contract.signedDay),
      validUntilOn: day(nowMs, contract.untilDay),
      signedAtMs: nowMs + contract.signedDay * DAY_MS,
      terms: contractTerms.parse({ kind: contract.kind, ...contract.terms }),
    };
  });
