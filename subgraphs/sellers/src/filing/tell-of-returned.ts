import { filingReturned } from '@heitu/events/sellers.filing-returned.v1';
import type { SellersTransaction } from '../context.ts';

/** Whoever applied hears that a filing went back or was refused, and so does the agent who stood by at a station. */
export async function tellOfReturned(
  tx: SellersTransaction,
  { id, party, isRefused }: { id: string; party: { id: string; applicantAccountId: string }; isRefused: boolean },
): Promise<void> {
  const witness = await tx.rows
    .selectFrom('WitnessedFiling')
    .select(['stationPartyId as partyId', 'stationName as name', 'agentAccountId'])
    .where('partyId', '=', party.id)
    .executeTakeFirst();
  tx.publish(
    filingReturned,
    { type: 'party', id: party.id },
    {
      filingId: id,
      partyId: party.id,
      accountId: party.applicantAccountId,
      isRefused,
      station: witness ?? null,
    },
  );
}
