import { account } from '../ledger/account.ts';
import type { ShareKind } from './share.policy.ts';

/** Where a share lies at the provider: with the platform, or in its receiver's own account. */
export const receiverPurse = ({ kind, partyId }: { kind: ShareKind; partyId: string }): string =>
  kind === 'platform-fee' ? account.commission : account.seller(partyId);
