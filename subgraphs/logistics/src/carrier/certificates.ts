import { ColdChainCertificates } from '../asks/sellers.ts';
import type { LogisticsContext } from '../context.ts';

/**
 * The cold-chain certificates of couriers, of sellers, which keeps the training records (8.1.ag): the last day of the
 * one that a courier holds for this carrier, null without one.
 */
export async function certificatesOf(
  context: LogisticsContext,
  accountIds: readonly string[],
): Promise<(accountId: string, carrierPartyId: string) => string | null> {
  const { coldChainCertificates } =
    accountIds.length === 0
      ? { coldChainCertificates: [] }
      : await context.peers.query(ColdChainCertificates, { accountIds: [...new Set(accountIds)] });
  return (accountId, carrierPartyId) =>
    coldChainCertificates.find((paper) => paper.accountId === accountId && paper.partyId === carrierPartyId)
      ?.validUntil ?? null;
}
