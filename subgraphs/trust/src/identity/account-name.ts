import { maskName, type SealedText, type Vault } from '@heitu/kit/privacy/vault';

/** The name of somebody who signs in by password or at a station: sealed, and masked for all others. */
export const accountName = async (
  vault: Vault,
  accountId: string,
  name: string,
): Promise<{ displayName: string; fullName: SealedText }> => ({
  displayName: maskName(name),
  fullName: await vault.sealText(accountId, name),
});

/** For the person, and for whoever the caller has said may see it: leaves no record. */
export const openAccountName = async (
  vault: Vault,
  { id, displayName, fullName }: { id: string; displayName: string; fullName: SealedText | null },
): Promise<string> => (fullName ? vault.openTextUnrecorded(id, fullName) : displayName);
