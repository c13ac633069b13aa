import type { AnyContractTerms, ContractKind } from '@heitu/events/sellers.contract-signed.v1';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { PaymentsContext } from '../context.ts';

/**
 * What a party agreed in the contract of this kind that is in force at that moment; of several, the one that was signed
 * last. Null where it has none: then what the platform has published holds (9.2.cn).
 */
export async function termsOf<Kind extends ContractKind>(
  { rows }: Pick<PaymentsContext, 'rows'>,
  kind: Kind,
  { partyId, withPartyId }: { partyId: string; withPartyId?: string },
  atMs: number,
) {
  const date = chinaDate(atMs);
  const contract = await rows
    .selectFrom('AgreedContract')
    .select(['contractId', 'number', 'withPartyId', 'validUntil', 'terms'])
    .where('kind', '=', kind)
    .where('partyId', '=', partyId)
    .$if(withPartyId !== undefined, (query) => query.where('withPartyId', '=', withPartyId ?? ''))
    .where('validFrom', '<=', date)
    .where('validUntil', '>=', date)
    .orderBy('signedAtMs', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!contract) return null;
  const terms = fromJson(contract.terms);
  const isOfKind = (one: AnyContractTerms): one is Extract<AnyContractTerms, { kind: Kind }> => one.kind === kind;
  return isOfKind(terms) ? { ...contract, terms } : null;
}

const STATIONS_MAX = 20;
/** What a party agreed with each station that it has a contract with on that day; of several with one, the last. */
export async function stationTermsOf({ rows }: Pick<PaymentsContext, 'rows'>, partyId: string, atMs: number) {
  const date = chinaDate(atMs);
  const contracts = await rows
    .selectFrom('AgreedContract')
    .select(['withPartyId', 'terms'])
    .where('kind', '=', 'station')
    .where('partyId', '=', partyId)
    .where('validFrom', '<=', date)
    .where('validUntil', '>=', date)
    .orderBy('signedAtMs', 'desc')
    .limit(STATIONS_MAX)
    .execute();
  const latest = contracts.filter(
    ({ withPartyId }, i) => contracts.findIndex((one) => one.withPartyId === withPartyId) === i,
  );
  return latest.flatMap(({ withPartyId, terms }) => {
    const told = fromJson(terms);
    return told.kind === 'station' ? [{ withPartyId, terms: told }] : [];
  });
}
