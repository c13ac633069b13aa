import { creditorPurse } from '../advance/debt.ts';
import { account } from '../ledger/account.ts';
import type { ShareKind } from './share.policy.ts';

interface Got {
  kind: ShareKind;
  partyId: string;
  /** Who is owed it by its receiver, and gets it instead; null where its receiver does. */
  toPartyId: string | null;
}

/** Where a share lies at the provider: with the platform, in its receiver's own account, or with whom that owes it. */
export const receiverPurse = ({ kind, partyId, toPartyId }: Got): string => {
  if (toPartyId !== null) return creditorPurse(toPartyId);
  return kind === 'platform-fee' ? account.commission : account.seller(partyId);
};

/** The receiver owes it to the very seller who would pay it: it stays there, and no money moves. */
export const isKept = ({ payerPartyId, toPartyId }: { payerPartyId: string; toPartyId: string | null }): boolean =>
  toPartyId === payerPartyId;
