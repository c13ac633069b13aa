import { filingReturned } from '@heitu/events/sellers.filing-returned.v1';
import type { SellersTransaction } from '../context.ts';

/** The station at which a filing was made, and the agent who stood by. */
export const filedAt = async (tx: SellersTransaction, id: string) =>
  (await tx.rows
    .selectFrom('WitnessedFiling')
    .select(['stationPartyId as partyId', 'stationName as name', 'agentAccountId'])
    .where('id', '=', id)
    .executeTakeFirst()) ?? null;

interface Returned {
  id: string;
  party: { id: string; applicantAccountId: string };
  station: Awaited<ReturnType<typeof filedAt>>;
  isRefused: boolean;
}
/** Whoever applied hears that a filing went back or was refused, and so does the agent who stood by at a station. */
export function tellOfReturned(tx: SellersTransaction, { id, party, station, isRefused }: Returned): void {
  tx.publish(
    filingReturned,
    { type: 'party', id: party.id },
    { filingId: id, partyId: party.id, accountId: party.applicantAccountId, isRefused, station },
  );
}
